namespace Spalt.Formats.Text;

public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A stretch of text that two texts share, or that only one of them has.</summary>
public readonly record struct DiffPart(DiffKind Kind, string Text);

/// <summary>
/// What changed between two plain texts, in words (E. W. Myers, An O(ND) Difference Algorithm, 1986): first by lines, then by words within
/// the lines that differ. Bounded: where two stretches have next to nothing in common, the one is said to stand for the other.
/// </summary>
public static class WordDiff
{
    /// <summary>Differences that are looked for, which bounds time and memory: their square in numbers.</summary>
    private const int MostDifferences = 600;

    /// <returns>The parts of both texts in order: the removed and the same make the old one, the added and the same the new one.</returns>
    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        var parts = new List<DiffPart>();
        foreach (var (removed, added, isSame) in Blocks(Lines(before), Lines(after)))
        {
            if (isSame)
            {
                Append(parts, DiffKind.Same, string.Concat(removed));
                continue;
            }

            foreach (var (old, young, same) in Blocks(Words(string.Concat(removed)), Words(string.Concat(added))))
            {
                Append(parts, same ? DiffKind.Same : DiffKind.Removed, string.Concat(old));
                Append(parts, DiffKind.Added, same ? "" : string.Concat(young));
            }
        }

        return parts;
    }

    private static void Append(List<DiffPart> parts, DiffKind kind, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (parts.Count > 0 && parts[^1].Kind == kind)
        {
            parts[^1] = new DiffPart(kind, parts[^1].Text + text);
        }
        else
        {
            parts.Add(new DiffPart(kind, text));
        }
    }

    /// <summary>Lines with the break that ends them.</summary>
    private static List<string> Lines(string text) => Cut(text, (c, _) => c == '\n');

    /// <summary>Words with the white space behind them: that of the last word of a sentence says nothing about the word.</summary>
    private static List<string> Words(string text) =>
        Cut(text, (c, next) => char.IsWhiteSpace(c) != (next is { } n && char.IsWhiteSpace(n)));

    private static List<string> Cut(string text, Func<char, char?, bool> isEnd)
    {
        var tokens = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i == text.Length - 1 || isEnd(text[i], text[i + 1]))
            {
                tokens.Add(text[start..(i + 1)]);
                start = i + 1;
            }
        }

        return tokens;
    }

    /// <summary>Stretches that both share, and between them what each has alone.</summary>
    private static IEnumerable<(IEnumerable<string> Removed, IEnumerable<string> Added, bool IsSame)> Blocks(List<string> a, List<string> b)
    {
        var (x, y) = (0, 0);
        foreach (var (atA, atB, length) in Matches(a, b))
        {
            if (atA > x || atB > y)
            {
                yield return (a[x..atA], b[y..atB], false);
            }

            if (length > 0)
            {
                yield return (a[atA..(atA + length)], [], true);
            }

            (x, y) = (atA + length, atB + length);
        }
    }

    /// <summary>Runs that both have in the same order; the last is empty and at the end of both.</summary>
    private static List<(int A, int B, int Length)> Matches(List<string> a, List<string> b)
    {
        var (head, most) = (0, Math.Min(a.Count, b.Count));
        while (head < most && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < most - head && a[a.Count - 1 - tail] == b[b.Count - 1 - tail])
        {
            tail++;
        }

        var runs = new List<(int A, int B, int Length)> { (0, 0, head) };
        runs.AddRange(Middle(a, b, head, a.Count - tail, b.Count - tail));
        runs.Add((a.Count - tail, b.Count - tail, tail));
        runs.Add((a.Count, b.Count, 0));
        return runs;
    }

    /// <summary>Myers' greedy search over what lies between the common beginning and the common end, back along its trace.</summary>
    private static List<(int A, int B, int Length)> Middle(List<string> a, List<string> b, int from, int endA, int endB)
    {
        var (n, m) = (endA - from, endB - from);
        if (n == 0 || m == 0)
        {
            return [];
        }

        var bound = Math.Min(n + m, MostDifferences);
        var reached = new int[(2 * bound) + 3];
        var trace = new List<int[]>();
        for (var d = 0; d <= bound; d++)
        {
            trace.Add(reached[(bound + 1 - d)..(bound + 2 + d)]);
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && reached[bound + 1 + k - 1] < reached[bound + 1 + k + 1]);
                var x = down ? reached[bound + 1 + k + 1] : reached[bound + 1 + k - 1] + 1;
                var y = x - k;
                while (x < n && y < m && a[from + x] == b[from + y])
                {
                    (x, y) = (x + 1, y + 1);
                }

                reached[bound + 1 + k] = x;
                if (x >= n && y >= m)
                {
                    return Back(trace, d, n, m, from);
                }
            }
        }

        return [];
    }

    /// <param name="trace">How far each diagonal had come before each step: the diagonals −d … d of step d.</param>
    private static List<(int A, int B, int Length)> Back(List<int[]> trace, int steps, int n, int m, int from)
    {
        var runs = new List<(int A, int B, int Length)>();
        var (x, y) = (n, m);
        for (var d = steps; d > 0; d--)
        {
            var k = x - y;
            int Reached(int diagonal) => diagonal < -(d - 1) || diagonal > d - 1 ? -1 : trace[d][diagonal + d];
            var down = k == -d || (k != d && Reached(k - 1) < Reached(k + 1));
            var before = down ? k + 1 : k - 1;
            var (oldX, oldY) = (Reached(before), Reached(before) - before);
            var startX = down ? oldX : oldX + 1;
            if (x > startX)
            {
                runs.Add((from + startX, from + startX - k, x - startX));
            }

            (x, y) = (oldX, oldY);
        }

        if (x > 0)
        {
            runs.Add((from, from, x));
        }

        runs.Reverse();
        return runs;
    }
}
