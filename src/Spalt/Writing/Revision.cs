using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

public enum RevisionKind
{
    /// <summary>Kept for a while: <see cref="Thinning"/>.</summary>
    Draft,

    /// <summary>Was given to the post to go out at a time; kept for ever.</summary>
    Scheduled,

    /// <summary>Readers saw it; kept for ever.</summary>
    Published,
}

/// <summary>A text that a post's draft once was.</summary>
[Audited(nameof(WithheldAt), OnlyChanges = true)]
public sealed class Revision
{
    private Revision()
    {
    }

    public long PostId { get; private set; }

    /// <summary>The draft's version that it holds.</summary>
    public int Version { get; private set; }

    public RevisionKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Lead { get; private set; } = "";

    public string Html { get; private set; } = "";

    /// <summary>JSON of <see cref="PostSettings"/>.</summary>
    public string Settings { get; private set; } = "";

    /// <summary>When it was saved; of what was given to the post, when it was.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    public long SavedById { get; private set; }

    /// <summary>What was wrong before it, where it put something right: plain text.</summary>
    public string? Correction { get; private set; }

    /// <summary>Since when readers do not see it in the post's history; null where they do.</summary>
    public DateTimeOffset? WithheldAt { get; private set; }

    public DraftText Text => new(Title, Lead, Html, PostSettings.Read(Settings));

    public static Revision Of(PostDraft draft, RevisionKind kind) => new()
    {
        PostId = draft.PostId,
        Version = draft.Version,
        Kind = kind,
        Title = draft.Title,
        Lead = draft.Lead,
        Html = draft.Html,
        Settings = draft.Settings,
        SavedAt = draft.SavedAt,
        SavedById = draft.SavedById,
    };

    /// <summary>Readers see it no more, where it has to be so: somebody's name, what a court forbade. The newsroom still does. Again is nothing.</summary>
    public void Withhold(DateTimeOffset now) => WithheldAt ??= now;

    /// <summary>What was kept as a draft becomes more than that, never less.</summary>
    public void Become(RevisionKind kind, string? correction, DateTimeOffset now)
    {
        (Kind, SavedAt) = (kind > Kind ? kind : Kind, now);
        Correction = correction ?? Correction;
    }
}

/// <summary>A text that readers of the post could find in its history, and find no longer.</summary>
public sealed record RevisionWithheld(Post Post) : News;
