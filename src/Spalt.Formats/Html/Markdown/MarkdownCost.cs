namespace Spalt.Formats.Html.Markdown;

/// <summary>
/// What a text would cost Markdig, told before it is asked. It compares each mark of emphasis with those before it in the block, gives every
/// row of a table as many cells as the longest has, and looks at all open blocks anew for each that is opened on a line: 10,000 characters
/// of a table are 7 MB of HTML, 200,000 more than a server has.
/// </summary>
internal static class MarkdownCost
{
    // At once in a document. Nobody writes seven thousand marks in a paragraph; a quarter of a second.
    private const long MostComparisons = 50_000_000;

    private const long MostCells = 100_000;

    private const int Deepest = 100;

    private const string Marks = "*_~";

    private const string Blank = " \t\r";

    public static bool IsTooMuch(string markdown)
    {
        var (comparisons, cells, marks, pipes, lines) = (0L, 0L, 0L, 0L, 0L);
        foreach (var range in markdown.AsSpan().Split('\n'))
        {
            // Nothing ends a line or a block here that does not to the parser: what is taken for one block costs more, never less.
            var line = markdown.AsSpan(range);
            var isBlank = line.TrimEnd(Blank).IsEmpty;
            if (isBlank || BeginsItem(line))
            {
                comparisons += marks * marks;
                marks = 0;
            }

            if (isBlank)
            {
                cells += pipes * lines;
                (pipes, lines) = (0, 0);
            }
            else
            {
                lines++;
                pipes = Math.Max(pipes, line.Count('|'));
                marks += Runs(line);
            }

            if (Depth(line) > Deepest)
            {
                return true;
            }
        }

        return comparisons + (marks * marks) > MostComparisons || cells + (pipes * lines) > MostCells;
    }

    /// <summary>The same HTML, in which nothing counts: what marks could be is written as references.</summary>
    public static string Quiet(string html) => html
        .Replace("*", "&#42;", StringComparison.Ordinal).Replace("_", "&#95;", StringComparison.Ordinal).Replace("~", "&#126;", StringComparison.Ordinal)
        .Replace("|", "&#124;", StringComparison.Ordinal).Replace("- ", "&#45; ", StringComparison.Ordinal).Replace("+ ", "&#43; ", StringComparison.Ordinal)
        .Replace(". ", "&#46; ", StringComparison.Ordinal).Replace(") ", "&#41; ", StringComparison.Ordinal);

    // Marks beside each other are one to the parser.
    private static int Runs(ReadOnlySpan<char> line)
    {
        var runs = 0;
        for (var (i, before) = (0, '\0'); i < line.Length; before = line[i++])
        {
            runs += Marks.Contains(line[i], StringComparison.Ordinal) && line[i] != before ? 1 : 0;
        }

        return runs;
    }

    // The text of an item is a block of its own; what is indented further may be the text of a paragraph.
    private static bool BeginsItem(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(' ');
        return line.Length - text.Length <= 3 && text is ['-' or '+' or '*', ' ', .. var item] && !item.TrimEnd(Blank).IsEmpty;
    }

    /// <summary>Quotations and lists that a line may open in each other.</summary>
    private static int Depth(ReadOnlySpan<char> line)
    {
        var depth = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var next = i + 1 < line.Length ? line[i + 1] : ' ';
            switch (line[i])
            {
                case ' ' or '\t' or (>= '0' and <= '9'): break;
                case '>': depth++; break;
                case '-' or '+' or '*' or '.' or ')' when next is ' ' or '\t': depth++; break;
                default: return depth;
            }
        }

        return depth;
    }
}
