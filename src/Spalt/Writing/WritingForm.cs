using System.Globalization;
using System.Text;
using Spalt.Blogs;
using Spalt.Formats;
using Spalt.Formats.Html;
using Spalt.Formats.Html.Markdown;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Web.Forms;

namespace Spalt.Writing;

/// <summary>The fields of the writing page as they were typed, or as the draft fills them. Everything is cleaned here, at the border.</summary>
internal sealed record WritingForm
{
    public const int LongestTitle = 300;
    public const int LongestLead = 1000;
    public const int LongestHtml = 2 * 1024 * 1024;
    public const int LongestCorrection = 1000;
    public const int MostTerms = 30;
    private const string PlainText = "markdown";
    private const int LongestTerm = 60;
    private const int LongestName = 200;
    private const int LongestNotice = 1000;
    public const int LongestQuestion = 200;
    private const int LongestAddress = 500;

    public string Title { get; init; } = "";

    public string Lead { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>What <see cref="Body"/> is: <c>markdown</c>, typed into the page's own field, or <c>html</c>, from the editor.</summary>
    public string Format { get; init; } = PlainText;

    public int Version { get; init; }

    public string Slug { get; init; } = "";

    public string Tags { get; init; } = "";

    public string Category { get; init; } = "";

    public string Language { get; init; } = "";

    public string Canonical { get; init; } = "";

    /// <summary><c>open</c>, <c>closed</c> or <c>date</c>.</summary>
    public string Comments { get; init; } = "open";

    public string Closes { get; init; } = "";

    /// <summary>Name of one of <see cref="Networks.Commenters"/>.</summary>
    public string Commenters { get; init; } = "";

    /// <summary>Name of a <see cref="CommentApproval"/>.</summary>
    public string Approval { get; init; } = "";

    /// <summary>What the readers are asked.</summary>
    public string Question { get; init; } = "";

    /// <summary>Name of a <see cref="SponsorKind"/>; empty where nobody has paid.</summary>
    public string Paid { get; init; } = "";

    public string Sponsor { get; init; } = "";

    public string Notice { get; init; } = "";

    /// <summary>A line each: the address, and what it is called.</summary>
    public string Related { get; init; } = "";

    /// <summary>Hash of the chosen picture; empty for the first of the text.</summary>
    public string Picture { get; init; } = "";

    public string Date { get; init; } = "";

    public string Time { get; init; } = "";

    /// <summary><c>small</c> or <c>correction</c>; empty before anybody has said which.</summary>
    public string Change { get; init; } = "";

    public string Correction { get; init; } = "";

    /// <summary>Of the pictures that the page asked about.</summary>
    public IReadOnlyList<TypedAlt> Alts { get; init; } = [];

    public static bool IsTooLong(string? html) => html is not null && Encoding.UTF8.GetByteCount(html) > LongestHtml;

    /// <summary>The form as the draft fills it.</summary>
    public static WritingForm Of(OpenDraft open, NetworkFace network, DateTimeOffset now)
    {
        var text = open.Draft.Text;
        var settings = text.Settings;
        var (date, time) = open.Post is { State: PostState.Scheduled, PublishedAt: { } at } ? PlannedTime.Fields(network, at) : ("", "");
        return new WritingForm
        {
            Title = text.Title,
            Lead = text.Lead,
            Body = MarkdownText.FromHtml(text.Html),
            Version = open.Draft.Version,
            Slug = settings.Slug ?? "",
            Tags = string.Join(", ", settings.Tags),
            Category = string.Join(", ", settings.Categories),
            Language = settings.Language ?? network.Language,
            Canonical = settings.Canonical ?? "",
            Comments = settings.CommentsCloseAt is not { } close ? "open" : close <= now ? "closed" : "date",
            Closes = settings.CommentsCloseAt is { } until && until > now ? PlannedTime.Fields(network, until).Date : "",
            Commenters = settings.Commenters.ToString(),
            Approval = settings.CommentApproval.ToString(),
            Question = settings.Question ?? "",
            Paid = settings.Sponsor?.Kind.ToString() ?? "",
            Sponsor = settings.Sponsor?.Name ?? "",
            Notice = settings.Sponsor?.Notice ?? "",
            Related = string.Join('\n', settings.Related.Select(r => $"{r.Address} {r.Title}")),
            Picture = settings.Picture ?? "",
            Date = date,
            Time = time,
        };
    }

    public static WritingForm Read(IFormCollection form) => new()
    {
        Title = form["title"].ToString(),
        Lead = form["lead"].ToString(),
        Body = form["body"].ToString(),
        Format = form["format"] == "html" ? "html" : PlainText,
        Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1,
        Slug = form["slug"].ToString(),
        Tags = form["tags"].ToString(),
        Category = form["category"].ToString(),
        Language = form["language"].ToString(),
        Canonical = form["canonical"].ToString(),
        Comments = form["comments"].ToString(),
        Closes = form["closes"].ToString(),
        Commenters = form["commenters"].ToString(),
        Approval = form["approval"].ToString(),
        Question = form["question"].ToString(),
        Paid = form["paid"].ToString(),
        Sponsor = form["sponsor"].ToString(),
        Notice = form["notice"].ToString(),
        Related = form["related"].ToString(),
        Picture = form["sharing"].ToString(),
        Date = form["date"].ToString(),
        Time = form["time"].ToString(),
        Change = form["change"].ToString(),
        Correction = form["correction"].ToString(),
        Alts = TypedAlt.Read(form),
    };

    /// <summary>A text as it is stored.</summary>
    /// <param name="html">HTML that anybody may have written.</param>
    public static DraftText Take(string? title, string? lead, string? html, PostSettings settings, FieldErrors errors)
    {
        var (headline, summary) = (TextLine.Of(title ?? ""), TextLine.Of(lead ?? ""));
        Bound(headline, LongestTitle, "title", errors);
        Bound(summary, LongestLead, "lead", errors);
        if (IsTooLong(html))
        {
            errors.Add("body", "BodyIsLong");
            html = "";
        }

        return new DraftText(headline, summary, HtmlSanitizer.Clean(html, HtmlPolicy.Post), settings);
    }

    /// <summary>What the form says, cleaned; what is wrong with it goes to <paramref name="errors"/>.</summary>
    /// <param name="known">What the draft says now.</param>
    public DraftText ToText(PostSettings known, NetworkFace network, DateTimeOffset now, FieldErrors errors)
    {
        var text = Settled(known, network, now, errors);
        return text with { Html = PictureTexts.Describe(text.Html, Alts, errors) };
    }

    private DraftText Settled(PostSettings known, NetworkFace network, DateTimeOffset now, FieldErrors errors) => Take(
        Title, Lead, Format is PlainText && !IsTooLong(Body) ? MarkdownText.ToHtml(Body) : Body,
        new PostSettings
        {
            Slug = SlugOf(known, errors),
            Tags = Terms(Tags, "tags", errors),
            Categories = Terms(Category, "category", errors),
            Language = LanguageOf(network, errors),
            Canonical = CanonicalOf(errors),
            CommentsCloseAt = CommentsOf(known, network, now, errors),
            Commenters = Chosen<Commenters>(Commenters, "commenters", errors),
            CommentApproval = Chosen<CommentApproval>(Approval, "approval", errors),
            Question = QuestionOf(errors),
            Sponsor = SponsorOf(errors),
            Related = RelatedLinks.Read(Related, errors),
            Picture = Picture.Length == 32 && Picture.All(char.IsAsciiHexDigitLower) ? Picture : null,
        },
        errors);

    /// <summary>The name that it has already stays right: an import may have numbered it beyond what a form takes.</summary>
    private string? SlugOf(PostSettings known, FieldErrors errors)
    {
        var slug = Slug.Trim();
        if (slug.Length > 0 && slug != known.Slug && !PostSlug.IsValid(slug))
        {
            errors.Add("slug", "BadSlug", PostSlug.Longest);
        }

        return slug.Length == 0 ? null : slug;
    }

    private static List<string> Terms(string typed, string field, FieldErrors errors)
    {
        var names = typed.Split(',').Select(TextLine.Of).Where(n => n.Length > 0).DistinctBy(PostSlug.OfTerm, StringComparer.Ordinal).ToList();
        if (names.Count > MostTerms)
        {
            errors.Add(field, "ManyTerms", MostTerms);
        }
        else if (names.Find(n => n.Length > LongestTerm) is { } wordy)
        {
            errors.Add(field, "LongTerm", LongestTerm, wordy[..LongestTerm]);
        }

        return names;
    }

    private string? LanguageOf(NetworkFace network, FieldErrors errors)
    {
        if (Language.Length == 0 || Language == network.Language)
        {
            return null;
        }

        if (!WritingLanguages.IsKnown(Language))
        {
            errors.Add("language", "BadLanguage");
        }

        return Language;
    }

    private string? CanonicalOf(FieldErrors errors)
    {
        var address = Canonical.Trim();
        if (address.Length == 0)
        {
            return null;
        }

        if (address.Length > LongestAddress || Formats.WebAddress.Of(address) is not { } web)
        {
            errors.Add("canonical", "BadAddress");
            return null;
        }

        return web.AbsoluteUri;
    }

    private DateTimeOffset? CommentsOf(PostSettings known, NetworkFace network, DateTimeOffset now, FieldErrors errors)
    {
        if (Comments == "closed")
        {
            return known.CommentsCloseAt <= now ? known.CommentsCloseAt : now;
        }

        if (Comments != "date")
        {
            return null;
        }

        if (!DateOnly.TryParseExact(Closes.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1990 or > 2200)
        {
            errors.Add("closes", "NoDay");
            return null;
        }

        return network.StartOf(day);
    }

    private static T Chosen<T>(string name, string field, FieldErrors errors)
        where T : struct, Enum
    {
        if (CommentChoice.Read<T>(name) is { } chosen)
        {
            return chosen;
        }

        errors.Add(field, "BadChoice");
        return default;
    }

    private string? QuestionOf(FieldErrors errors)
    {
        var question = TextLine.Of(Question);
        Bound(question, LongestQuestion, "question", errors);
        return question.Length == 0 ? null : question;
    }

    private Sponsorship? SponsorOf(FieldErrors errors)
    {
        if (Paid.Length == 0)
        {
            return null;
        }

        var (name, notice) = (TextLine.Of(Sponsor), TextLine.Of(Notice));
        if (!Enum.TryParse<SponsorKind>(Paid, out var kind) || kind.ToString() != Paid)
        {
            errors.Add("paid", "BadChoice");
        }

        if (name.Length == 0)
        {
            errors.Add("sponsor", "NoSponsor");
        }

        if (notice.Length == 0 && kind is SponsorKind.Political && Paid == nameof(SponsorKind.Political))
        {
            errors.Add("notice", "NoNotice");
        }

        Bound(name, LongestName, "sponsor", errors);
        Bound(notice, LongestNotice, "notice", errors);
        return new Sponsorship(kind, name, notice.Length == 0 ? null : notice);
    }

    private static void Bound(string text, int longest, string field, FieldErrors errors)
    {
        if (text.Length > longest)
        {
            errors.Add(field, "TooLong", longest);
        }
    }
}

/// <summary>Languages that a post can be said to be in.</summary>
internal static class WritingLanguages
{
    public static IReadOnlyList<string> Offered { get; } = ["sv", "en", "fi", "nb", "da", "de", "fr", "es", "pl", "so", "ar", "uk", "se"];

    /// <summary>An offered one, or one that a post was imported with.</summary>
    public static bool IsKnown(string tag) =>
        Offered.Contains(tag, StringComparer.Ordinal) || (tag.Length is >= 2 and <= 12 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    /// <summary>A language in itself, as its readers look for it.</summary>
    public static string Name(string tag)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(tag).NativeName;
            return name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : tag;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
