using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>What a writer works on. It lives apart from the post, so that saving changes nothing that readers see.</summary>
[Audited(nameof(Note))]
public sealed class PostDraft
{
    private PostDraft()
    {
    }

    public long PostId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Plain text.</summary>
    public string Lead { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string Html { get; private set; } = "";

    /// <summary>JSON of <see cref="PostSettings"/>.</summary>
    public string Settings { get; private set; } = "";

    /// <summary>Grows with every change; 0 for the text of a post that nobody has worked on here yet.</summary>
    public int Version { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public long SavedById { get; private set; }

    /// <summary>Random id of the tab that saved; empty for the form without script.</summary>
    public string Client { get; private set; } = "";

    /// <summary>The version that the post itself holds, whether it is public, will be or was; null while it never got one.</summary>
    public int? AppliedVersion { get; private set; }

    /// <summary>Since when it waits for somebody to look at it; null while it does not.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public long? AskedById { get; private set; }

    /// <summary>What whoever looked at it wrote when sending it back.</summary>
    public string? Note { get; private set; }

    public long? NoteById { get; private set; }

    public DraftText Text => new(Title, Lead, Html, PostSettings.Read(Settings));

    /// <summary>Whether there is something that the post itself does not hold.</summary>
    public bool IsAhead => AppliedVersion != Version;

    /// <summary>The first draft of a new post.</summary>
    public static PostDraft Begin(long postId, PostSettings settings, long by, DateTimeOffset now) => new()
    {
        PostId = postId,
        Settings = settings.Write(),
        Version = 1,
        SavedAt = now,
        SavedById = by,
    };

    /// <summary>What there is to work on of a post that nobody has worked on here: its own text, as version 0.</summary>
    public static PostDraft Of(Post post, PostSettings settings) => new()
    {
        PostId = post.Id,
        Title = post.Title,
        Lead = post.Lead,
        Html = post.BodyHtml,
        Settings = settings.Write(),
        SavedAt = post.UpdatedAt,
        SavedById = post.AuthorId,
        AppliedVersion = 0,
    };

    public bool Says(DraftText text) =>
        Title == text.Title && Lead == text.Lead && Html == text.Html && Settings == text.Settings.Write();

    /// <summary>Takes the place of what was there. The caller has made sure that it is based on that.</summary>
    public void Save(DraftText text, long by, string client, DateTimeOffset now)
    {
        (Title, Lead, Html, Settings) = (text.Title, text.Lead, text.Html, text.Settings.Write());
        (SavedAt, SavedById, Client) = (now, by, client);
        Version++;
    }

    /// <summary>
    /// Another picture wherever one was shown. It is a new version: a tab in which somebody writes would otherwise bring the old picture back.
    /// </summary>
    public void ShowInstead(string hash, MediaFile picture)
    {
        var html = PicturesOnPages.Replace(Html, hash, picture.Url, picture.Shown.Width, picture.Shown.Height);
        var settings = Settings.Replace(hash, picture.Hash, StringComparison.Ordinal);
        if (html == Html && settings == Settings)
        {
            return;
        }

        // The post was given the same picture: it holds this version if it held the one before.
        AppliedVersion = AppliedVersion == Version ? Version + 1 : AppliedVersion;
        (Html, Settings, Client) = (html, settings, "");
        Version++;
    }

    /// <summary>The post has another name in its address: a draft that names the old one names the new one. Otherwise nothing.</summary>
    public void Rename(string old, string slug)
    {
        var settings = PostSettings.Read(Settings);
        Settings = settings.Slug == old ? (settings with { Slug = slug }).Write() : Settings;
    }

    /// <summary>The same text goes out once more: a version of its own, since each that went out is kept.</summary>
    public void Again(DateTimeOffset now)
    {
        SavedAt = now;
        Version++;
    }

    /// <summary>The post holds this now: nobody waits any more.</summary>
    public void Applied()
    {
        AppliedVersion = Version;
        (AskedAt, AskedById, Note, NoteById) = (null, null, null, null);
    }

    /// <summary>Asks for somebody to look at it and publish it. Again is nothing.</summary>
    public bool Ask(long by, DateTimeOffset now)
    {
        if (AskedAt is not null)
        {
            return false;
        }

        (AskedAt, AskedById, Note, NoteById) = (now, by, null, null);
        return true;
    }

    /// <summary>Goes back to its writer, with what there is to do.</summary>
    public bool SendBack(string note, long by)
    {
        if (AskedAt is null)
        {
            return false;
        }

        (AskedAt, Note, NoteById) = (null, note, by);
        return true;
    }
}

/// <summary>A text that somebody is writing.</summary>
/// <param name="Lead">Plain text.</param>
/// <param name="Html">Sanitised HTML.</param>
public sealed record DraftText(string Title, string Lead, string Html, PostSettings Settings)
{
    /// <summary>In one piece, as its words are compared: headline, lead, body.</summary>
    public string Plain => PlainOf(Title, Lead, Html);

    /// <inheritdoc cref="Plain"/>
    public static string PlainOf(string title, string lead, string html) =>
        string.Join("\n\n", new[] { title, lead, HtmlText.Plain(html) }.Where(t => t.Length > 0)) + "\n";
}
