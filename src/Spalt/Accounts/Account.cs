using Spalt.Store;

namespace Spalt.Accounts;

/// <summary>A person. Somebody whose posts were imported has an account that nobody can sign in to yet.</summary>
public sealed class Account : Entity
{
    private Account()
    {
    }

    /// <summary>The name as it stands in a by-line.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name in addresses (<c>/{blog}/author/{slug}/</c>), unique in the installation.</summary>
    public string Slug { get; private set; } = "";

    public string? About { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Somebody leaves who does not want to be named: the row stays, since posts hang on it. Again is nothing.</summary>
    /// <param name="nameless">What stands where the name stood.</param>
    public void Forget(string nameless)
    {
        (Name, About) = (nameless, null);
        Slug = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"skribent-{Id}-x");
    }

    public static Account Named(string name, string slug, DateTimeOffset now, string? about = null) =>
        new() { Name = name.Trim(), Slug = slug, About = about, CreatedAt = now };
}
