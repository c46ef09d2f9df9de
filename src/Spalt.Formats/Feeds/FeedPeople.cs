namespace Spalt.Formats.Feeds;

/// <summary>Reads persons: Atom's with parts, and RSS's one line in which name and mail address stand in any order and any brackets.</summary>
internal static class FeedPeople
{
    public static FeedPerson? Read(FeedElement? element)
    {
        if (element is null)
        {
            return null;
        }

        if (!element.HasElements)
        {
            return Parse(element.Text);
        }

        var name = element.First("name", "itunes:name", "xhtml:name")?.Text;
        var email = element.First("email", "itunes:email")?.Text;
        var address = element.First("uri", "url", "homepage", "xhtml:uri");
        var resolved = FeedAddress.Resolve(address?.Base, address?.Text);
        return name is null && email is null && resolved is null ? Parse(element.Text) : new FeedPerson(name, email, resolved);
    }

    /// <summary>"me@example.com (Name)", "Name &lt;me@example.com&gt;", "Name" and the like.</summary>
    public static FeedPerson? Parse(string? line)
    {
        var text = line is null ? "" : HtmlText.OneLine(line);
        if (text.Length == 0)
        {
            return null;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
        {
            return new FeedPerson(text);
        }

        var start = at;
        while (start > 0 && IsMail(text[start - 1]))
        {
            start--;
        }

        var end = at + 1;
        while (end < text.Length && IsMail(text[end]))
        {
            end++;
        }

        if (start == at || end == at + 1)
        {
            return new FeedPerson(text);
        }

        var before = text[..start];
        if (before.EndsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            before = before[..^"mailto:".Length];
        }

        var name = $"{before.Trim(Brackets)} {text[end..].Trim(Brackets)}".Trim(Brackets);
        return new FeedPerson(name.Length == 0 ? null : name, text[start..end].TrimEnd('.'));
    }

    private static readonly char[] Brackets = [' ', '(', ')', '<', '>', '[', ']', ',', ';', '"', '-', '|'];

    private static bool IsMail(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '%' or '\'' or '=' or '&' or '~';
}
