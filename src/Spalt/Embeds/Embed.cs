using System.Security.Cryptography;
using System.Text;
using Spalt.Formats.Html.Embeds;
using Spalt.Store;

namespace Spalt.Embeds;

/// <summary>What a provider has answered about an address that posts show.</summary>
public sealed class Embed : Entity
{
    private Embed()
    {
    }

    public Embed(string address) => (Hash, Address) = (HashOf(address), address);

    /// <summary>First 32 hexadecimal digits of the SHA-256 of the address.</summary>
    public string Hash { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>Plain text; null where it was not said.</summary>
    public string? Title { get; private set; }

    /// <summary>Address of the frame that shows it; null where there is none.</summary>
    public string? Frame { get; private set; }

    public EmbedShape Shape { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    /// <param name="answer">Null where the provider does not know the address: it stays a plain link.</param>
    public void Learn(OEmbedAnswer? answer, DateTimeOffset now)
    {
        var before = (Title, Frame, Shape);
        (Title, Frame, Shape, AskedAt) = (answer?.Title, answer?.Frame, answer?.Shape ?? EmbedShape.Post, now);
        if (before != (Title, Frame, Shape))
        {
            Tell(new EmbedLearned(Hash));
        }
    }

    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..32];
}

/// <summary>Pages that show the address can say more of it.</summary>
public sealed record EmbedLearned(string Hash) : News;
