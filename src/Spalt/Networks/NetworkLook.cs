using Spalt.Store;

namespace Spalt.Networks;

/// <summary>Typefaces that a network may choose: the one that Spalt brings, and stacks that every system has.</summary>
public enum TypeFace
{
    /// <summary>Newsreader, which comes with the pages.</summary>
    Newsreader,

    /// <summary>Georgia and what stands in for it.</summary>
    Georgia,

    /// <summary>Old-style book faces: Palatino and its kin.</summary>
    Book,

    /// <summary>The system's sans serif, for headings and text alike.</summary>
    Plain,
}

/// <summary>How a network looks, and where its menus lead. Without a row everything is as Spalt brings it.</summary>
[Audited]
public sealed class NetworkLook : Entity
{
    private NetworkLook()
    {
    }

    [NotAudited]
    public long NetworkId { get; private set; }

    public long? LogoId { get; private set; }

    /// <summary>Colours <c>#rrggbb</c> of paper and text by day; Spalt's own where null.</summary>
    public string? Paper { get; private set; }

    public string? Ink { get; private set; }

    /// <summary>The same for who reads in the dark.</summary>
    public string? PaperDark { get; private set; }

    public string? InkDark { get; private set; }

    public TypeFace Face { get; private set; }

    /// <summary>What the menu leads to besides the newest, the blogs and the liked: see <see cref="MenuRow.Read"/>.</summary>
    public string? Menu { get; private set; }

    /// <summary>The same of the footer.</summary>
    public string? Footer { get; private set; }

    /// <summary>Grows with every change: of two publishers who change the same at once, the second is told.</summary>
    [NotAudited]
    public int Version { get; private set; }

    public static NetworkLook Of(long networkId) => new() { NetworkId = networkId };

    /// <param name="colours">Each <c>#rrggbb</c>, or null for Spalt's own. They must be readable; whoever asks has seen to it.</param>
    public void Dress((string? Paper, string? Ink, string? PaperDark, string? InkDark) colours, TypeFace face)
    {
        (Paper, Ink, PaperDark, InkDark) = colours;
        Face = face;
        Changed();
    }

    /// <param name="logoId">Null takes it away.</param>
    public void Bear(long? logoId)
    {
        LogoId = logoId;
        Changed();
    }

    public void Lead(IReadOnlyList<MenuRow> menu, IReadOnlyList<MenuRow> footer)
    {
        (Menu, Footer) = (MenuRow.Write(menu), MenuRow.Write(footer));
        Changed();
    }

    private void Changed()
    {
        Version++;
        Tell(new LookChanged(this));
    }
}

public sealed record LookChanged(NetworkLook Look) : News;
