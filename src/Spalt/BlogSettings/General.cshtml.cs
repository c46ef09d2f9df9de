using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats;
using Spalt.Formats.Html.Markdown;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;
using Spalt.Writing;

namespace Spalt.BlogSettings;

/// <summary>What a blog is called, says of itself, looks like and lets its writers and readers do.</summary>
internal sealed class General(SpaltDb db, TimeProvider clock) : BlogForm(db, clock)
{
    public const int LongestTitle = 120;
    public const int LongestTagline = 200;
    public const int LongestAbout = 10_000;

    public Picture? Portrait { get; private set; }

    public Picture? Header { get; private set; }

    /// <summary>Set where the colour that was typed cannot be read: the nearest shade that can.</summary>
    public string? Nearest { get; private set; }

    public string Accent => Typed("nearest") is { Length: > 0 } nearest ? nearest : Shown("accent", Blog.Accent).ToLowerInvariant();

    public bool RequiresReview => HttpMethods.IsPost(Request.Method) ? Typed("review") == "yes" : Blog.RequiresReview;

    public string Comments => Shown("comments", Blog.CommentRule.ToString());

    public string Days => Shown("days", (Blog.CommentDays ?? 30).ToString(CultureInfo.InvariantCulture));

    public Choice Who => CommentChoice.Of<Commenters>("commenters", Shown("commenters", Blog.Commenters.ToString()), ErrorOf("commenters"));

    public Choice Approval => CommentChoice.Of<CommentApproval>("approval", Shown("approval", Blog.CommentApproval.ToString()), ErrorOf("approval"));

    public string About => HttpMethods.IsPost(Request.Method) ? Raw("about") : MarkdownText.FromHtml(Blog.AboutHtml ?? "");

    public IReadOnlyList<(string Value, string Text)> Languages =>
        [.. WritingLanguages.Offered.Append(Network.Language).Append(Blog.Language ?? Network.Language).Distinct(StringComparer.Ordinal).Select(l => (l, WritingLanguages.Name(l)))];

    /// <summary>Where the blog is, as people read it.</summary>
    public string Address => Blog.Domain is { } own ? $"https://{HostName.Readable(own)}/" : Network.Address($"/{Desk.BlogSlug}/");

    /// <summary>Title and path of each feed of the blog.</summary>
    public IReadOnlyList<(string Title, string Path)> Feeds =>
    [
        (Texts.Say("Settings.Feed.Rss"), $"/{Desk.BlogSlug}/feed/"), (Texts.Say("Settings.Feed.Atom"), $"/{Desk.BlogSlug}/feed/atom/"),
        (Texts.Say("Settings.Feed.Json"), $"/{Desk.BlogSlug}/feed/json/"), (Texts.Say("Settings.Feed.Comments"), $"/{Desk.BlogSlug}/comments/feed/"),
    ];

    public async Task OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        CheckVersion();
        var title = TextLine.Of(Required("title", LongestTitle));
        if (title.Length == 0)
        {
            Complain("title", Texts.Say("Form.Missing"));
        }

        var profile = new BlogProfile(title, Optional("tagline", LongestTagline), AboutHtml(), AccentOf(), LanguageOf());
        var rule = RuleOf();
        var days = rule is CommentRule.ClosedAfter ? DaysOf() : null;
        var terms = new CommentTerms(rule, days, Chosen<Commenters>("commenters"), Chosen<CommentApproval>("approval"));
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        Blog.Introduce(profile);
        Blog.RequireReview(Typed("review") == "yes");
        Blog.AllowComments(terms);
        if (await TrySaveAsync(cancel))
        {
            return Onward(Settings + "?done=saved");
        }

        await ShowAsync(cancel);
        return Again(StatusOfFault);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Portrait = await PictureAsync(Blog.PortraitId, cancel);
        Header = await PictureAsync(Blog.HeaderId, cancel);
    }

    private Task<Picture?> PictureAsync(long? id, CancellationToken cancel) => Db.MediaFiles.Where(f => f.Id == id)
        .Select(f => new Picture(f.Hash, f.Extension, f.Width, f.Height, f.VariantWidth, f.VariantHeight, f.IsAnimated)).FirstOrDefaultAsync(cancel);

    private string? AboutHtml()
    {
        var text = Raw("about");
        if (text.Length > LongestAbout)
        {
            Complain("about", Texts.Say("Form.TooLong", LongestAbout));
            return null;
        }

        var html = MarkdownText.ToHtml(text);
        return html.Length == 0 ? null : html;
    }

    /// <summary>A colour that can be read on the paper, and no other; beside it stands the nearest that can.</summary>
    private string? AccentOf()
    {
        var colour = Accent;
        if (colour.Length == 0)
        {
            return null;
        }

        if (!Networks.Network.IsAccent(colour))
        {
            Complain("accent", Texts.Say("Settings.Accent.Bad"));
            return null;
        }

        if (Contrast.Nearest(colour, Theme.LightPaper) is var nearest && nearest != colour)
        {
            Nearest = nearest;
            Complain("accent", Texts.Say("Settings.Accent.Faint", colour, nearest));
        }

        return colour;
    }

    private string? LanguageOf()
    {
        var tag = Typed("language");
        if (!WritingLanguages.IsKnown(tag))
        {
            Complain("language", Texts.Say("Settings.BadChoice"));
        }

        return tag == Network.Language ? null : tag;
    }

    private CommentRule RuleOf()
    {
        if (Enum.TryParse<CommentRule>(Typed("comments"), out var rule) && Enum.IsDefined(rule))
        {
            return rule;
        }

        Complain("comments", Texts.Say("Settings.BadChoice"));
        return Blog.CommentRule;
    }

    private T Chosen<T>(string name)
        where T : struct, Enum
    {
        if (CommentChoice.Read<T>(Typed(name)) is { } chosen)
        {
            return chosen;
        }

        Complain(name, Texts.Say("Settings.BadChoice"));
        return default;
    }

    private int? DaysOf()
    {
        if (int.TryParse(Typed("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= CommentTerms.MostDays)
        {
            return days;
        }

        Complain("days", Texts.Say("Settings.Days.Bad", CommentTerms.MostDays));
        return null;
    }
}
