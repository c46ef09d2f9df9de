using System.Text.RegularExpressions;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>How much a line looks like a by-line; prose may begin with "Av" and end in "5 kommentarer", too.</summary>
internal enum ByLineStrength
{
    None,

    /// <summary>A name, and a comment link or a date: a by-line if it stands where one should.</summary>
    Likely,

    /// <summary>The portal's own three places, or a date and a comment link: prose never looks so.</summary>
    Sure,
}

/// <summary>
/// A by-line of the portal: <c>Av Anna Berg, 20 februari 2020, Politik 5 kommentarer 3</c>, of which a capture may have lost
/// everything but the commas.
/// </summary>
internal sealed partial record ByLine(
    ByLineStrength Strength,
    string? Author,
    PartialDate Published,
    IReadOnlyList<string> Categories,
    CommentLink? Link,
    int? Likes)
{
    private const int LongestName = 60;

    public static ByLine? TryRead(string line)
    {
        if (line.Length > CommentLink.LongestLine)
        {
            return null;
        }

        Match opening = Opening().Match(line);
        if (!opening.Success)
        {
            return AfterDate(line);
        }

        CommentLink? link = CommentLink.TryReadTail(line, out int tail, out CommentLink found) && tail >= opening.Length ? found : null;
        string fields = link is null ? line[opening.Length..] : line[opening.Length..tail];
        Match lostLink = Lost().Match(fields);
        if (lostLink.Success)
        {
            int? likes = CommentLink.Number(lostLink.Groups["likes"]);
            return link is null && !fields.Contains(',', StringComparison.Ordinal) ? null
                : new ByLine(ByLineStrength.Sure, null, PartialDate.Unknown, [], link, link?.Likes ?? likes);
        }
        return WithDate(fields, link) ?? WithoutDate(fields, link);
    }

    /// <summary>Whether the line begins as by-lines do.</summary>
    public static bool Opens(string line) => line.Length <= CommentLink.LongestLine && Opening().IsMatch(line);

    /// <summary>A by-line whose date comes first: <c>Publicerad 4 januari 2013 av Anna Berg | Väder | 4 kommentarer</c>.</summary>
    private static ByLine? AfterDate(string line)
    {
        if (!DateOpening().IsMatch(line) || !WrittenDate.TryFind(line, out PartialDate date, out Range place) || date.Precision < DatePrecision.Day
            || !BeforeDate().IsMatch(line.AsSpan(..place.Start)) || BeforeName().Match(line[place.End..]) is not { Success: true } author)
        {
            return null;
        }

        string rest = line[place.End..][author.Length..];
        CommentLink? link = CommentLink.TryReadTail(rest, out int tail, out CommentLink found) ? found : null;
        string[] parts = FieldEnd().Replace(link is null ? rest : rest[..tail], ",").Split(Commas);
        string name = NameIn(parts[0]);
        string[] categories = [.. parts[1..].Select(part => part.Trim(Separators)).Where(IsTerm)];
        return name.Length > 0 && IsName(name) && categories.All(IsCategory)
            ? new ByLine(link is null ? ByLineStrength.Likely : ByLineStrength.Sure, name, date, categories, link, link?.Likes) : null;
    }

    private static ByLine? WithDate(string fields, CommentLink? link)
    {
        if (!WrittenDate.TryFind(fields, out PartialDate date, out Range place))
        {
            return null;
        }

        string before = fields[..place.Start];
        if (WrittenDate.TryFind(before, out _, out Range impossible))
        {
            before = before[..impossible.Start];
        }

        string author = NameIn(TrailingWords().Replace(before, ""));
        string rest = LeadingWords().Replace(fields[place.End..], "").Trim(Separators);
        string[] categories = [.. Split(rest).Where(IsTerm)];
        if (author.Length > LongestName || IsSentence(author) || !categories.All(IsCategory))
        {
            return null;
        }

        bool separated = fields.AsSpan().IndexOfAny(Commas) >= 0 || Dashes().IsMatch(fields);
        return new ByLine(link is not null && separated ? ByLineStrength.Sure : ByLineStrength.Likely, Named(author), date, categories, link, link?.Likes);
    }

    private static ByLine? WithoutDate(string fields, CommentLink? link)
    {
        if (link is null)
        {
            return null;
        }

        string[] parts = fields.Split(Commas);
        string author = NameIn(parts[0]);
        string[] categories = [.. parts[1..].Select(part => part.Trim(Separators)).Where(part => !IsRelativeDate(part) && IsTerm(part))];
        bool dated = parts.Skip(1).Any(part => IsRelativeDate(part.Trim(Separators)));
        bool emptyPlaces = parts.Length >= 3 && parts.Any(string.IsNullOrWhiteSpace);
        if (!IsName(author) || !categories.All(IsCategory))
        {
            return null;
        }

        return new ByLine(
            emptyPlaces || dated ? ByLineStrength.Sure : ByLineStrength.Likely, Named(author), PartialDate.Unknown, categories, link, link?.Likes);
    }

    private static readonly char[] Separators = [' ', '\u00A0', '\u202F', '\t', ',', '|', '·', '•', '–', '—', '-', '/', ':', '.', '(', ')'];
    private static readonly char[] Commas = [',', '|', '·', '•'];

    private static string[] Split(string list) => list.Split(Commas, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Without what separates it from its neighbours and numbers that are none of it; with the bracket that it ends in: <c>Bo Ek (S)</c>.</summary>
    private static string NameIn(string text)
    {
        string name = text.Trim(Separators);
        int end = text.IndexOf(name, StringComparison.Ordinal) + name.Length;
        if (end < text.Length && text[end] == ')' && name.LastIndexOf('(') > name.LastIndexOf(')'))
        {
            return name + ')';
        }

        return BareNumber().Replace(name, "");
    }

    private static string? Named(string author) => author.Length == 0 ? null : author;

    /// <summary>One word of any kind (an account's), or words of which the first and the last begin as names do.</summary>
    private static bool IsName(string author)
    {
        if (author.Length > LongestName || IsSentence(author))
        {
            return false;
        }

        string[] words = author.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= 1 || (words.Length <= 7 && StartsAName(words[0]) && StartsAName(words[^1]));
    }

    private static bool StartsAName(string word) => !char.IsLower(word[0]) || word.Any(char.IsUpper);

    /// <summary>Whether a part of a by-line says something of the post, and is no link to it or to its comments.</summary>
    private static bool IsTerm(string part) => part.Length > 0 && !CommentLink.Begins(part) && !Permalink().IsMatch(part);

    private static bool IsCategory(string category) => category.Length <= LongestName && !IsSentence(category) && category.Count(c => c == ' ') <= 5;

    private static bool IsSentence(string text) => SentenceEnd().IsMatch(text);

    private static bool IsRelativeDate(string text) => RelativeDate().IsMatch(text);

    [GeneratedRegex(@"^(?:(?:skriven|skrivet|publicerad|publicerat|inlagt|postad|postat|written|posted|published) +)?(?:av|by)\b[\s:]*(?=[\s,|]|\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex Opening();

    /// <summary>The cheap question before a date is looked for.</summary>
    [GeneratedRegex(@"^[\p{L}\d].{4,80}?[\s,|·•](av|by)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex DateOpening();

    [GeneratedRegex(@"^((skriven|skrivet|publicerad|publicerat|inlagt|postad|postat|written|posted|published)[\s:]+((den|on)\s)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex BeforeDate();

    [GeneratedRegex(@"^[\s,|·•–—-]*(av|by)\b[\s:]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex BeforeName();

    /// <summary>What ends a name beside a comma: <c>Anna Berg i Väder</c>, <c>Anna Berg – Väder</c>.</summary>
    [GeneratedRegex(@"\s(i|in|under|[–—/-])\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex FieldEnd();

    [GeneratedRegex(@"\s[–—-]\s", RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^(permalänk|permalink|direktlänk|länk|link|trackbacks?( \(?\d+\)?)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Permalink();

    [GeneratedRegex(@"(?:^|[\s,|·•/–—-]+)\d+$", RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex BareNumber();

    [GeneratedRegex(@"^[\s,|·•–-]*(?<likes>" + CommentLink.Digits + @")?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Lost();

    [GeneratedRegex(@"[\s,|·•–—-]+(den|on|the|publicerad|publicerat|posted|published)?[\s,|·•–—:-]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex TrailingWords();

    [GeneratedRegex(@"^[\s,|·•–—-]*((i|in|under|filed under|kategori|kategorier|category):?\s)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex LeadingWords();

    [GeneratedRegex(@"[!?;""”]|\p{Ll}{3,}[.:]\s|\.\.\.|…", RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^(i ?(går|dag|förrgår|morse|natt|kväll)|nyss|nu|today|yesterday|just now|(för )?\d{1,3} \p{L}{1,10}\.? (sedan|ago))\b.{0,20}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex RelativeDate();
}
