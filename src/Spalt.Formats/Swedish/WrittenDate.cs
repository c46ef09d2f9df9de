namespace Spalt.Formats.Swedish;

/// <summary>
/// Dates as people and machines write them in Swedish and English: <c>20 februari 2020</c>, <c>den 3 mars 2019 kl. 08.15</c>,
/// <c>Feb 20, 2020</c>, <c>20/2 2020</c>, ISO 8601, RFC 5322. What could be read in two ways (<c>3/4/2020</c>) or depends on
/// the day it was written (<c>i går</c>) is unknown. Linear in the text's length.
/// </summary>
public static class WrittenDate
{
    /// <summary>The date that the whole text states, marks around it aside; unknown if it says anything else too.</summary>
    public static PartialDate Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 200)
        {
            return PartialDate.Unknown;
        }

        var tokens = new DateTokens(text);
        if (tokens.Count == 1 && tokens[0].IsNumber(4, 4))
        {
            return PartialDate.OfYear(tokens[0].Value);
        }

        if (tokens.Count == 1 && tokens[0].IsNumber(8, 8))
        {
            return Compact(tokens[0].Value);
        }

        if (tokens.Count == 3 && tokens[0].IsNumber(4, 4) && tokens[1].IsMark('-') && tokens[2].IsNumber(2, 2))
        {
            return PartialDate.OfMonth(tokens[0].Value, tokens[2].Value);
        }

        return TryFind(tokens, out PartialDate date, out int first, out int after)
            && OnlyMarks(tokens, 0, first) && OnlyMarks(tokens, after, tokens.Count) ? date : PartialDate.Unknown;
    }

    /// <summary>
    /// The first date in the text, at least a month and a year, and where it stands (weekday and clock included). Where there is
    /// none, the first that is only written like one (<c>31 februari 2020</c>, <c>3/4/2020</c>): it is found, and unknown.
    /// </summary>
    public static bool TryFind(string text, out PartialDate date, out Range place)
    {
        var tokens = new DateTokens(text);
        bool found = TryFind(tokens, out date, out int first, out int after);
        place = found ? tokens[first].Start..tokens[after - 1].End : default;
        return found;
    }

    private static bool TryFind(DateTokens tokens, out PartialDate date, out int first, out int after)
    {
        (int First, int After) unknown = default;
        int next;
        for (int i = 0; i < tokens.Count; i = next)
        {
            after = i;
            date = tokens[i].Kind switch
            {
                DateTokenKind.Number => StartingWithANumber(tokens, ref after),
                DateTokenKind.Word => StartingWithAMonth(tokens, ref after),
                _ => PartialDate.Unknown,
            };
            next = Math.Max(after, i + 1);
            if (!date.IsKnown)
            {
                // The rest of an impossible day is no month: what was read is passed by.
                if (after > i && unknown.After == 0)
                {
                    unknown = (WithLead(tokens, i), after);
                }
                continue;
            }
            if (date.Precision == DatePrecision.Day)
            {
                date = WrittenTime.After(date, tokens, ref after);
            }

            first = WithLead(tokens, i);
            return true;
        }
        date = PartialDate.Unknown;
        (first, after) = unknown;
        return after > 0;
    }

    private static int WithLead(DateTokens tokens, int first)
    {
        while (first > 0 && (LeadsADate(tokens[first - 1]) || (LeadsADate(tokens[first - 2]) && IsLooseMark(tokens[first - 1]))))
        {
            first--;
        }

        return first;
    }

    private static PartialDate StartingWithANumber(DateTokens tokens, ref int at)
    {
        DateToken one = tokens[at];
        if (one.IsNumber(4, 4))
        {
            return YearFirst(tokens, ref at);
        }

        if (!one.IsNumber(1, 2))
        {
            return PartialDate.Unknown;
        }

        if (tokens[at + 1].Kind == DateTokenKind.Mark && tokens[at + 2].IsNumber(1, 2))
        {
            return Numeric(tokens, ref at);
        }

        int next = at + 1;
        if (tokens[next].IsMark('.') || tokens[next].IsMark(':'))
        {
            next++;
        }

        while (tokens[next].Kind == DateTokenKind.Word && DateWords.IsOrdinal(tokens[next].Text) && next < at + 4)
        {
            next++;
        }

        if (tokens[next].Kind != DateTokenKind.Word || !DateWords.TryMonth(tokens[next].Text, out int month))
        {
            return PartialDate.Unknown;
        }

        next++;
        while (IsLooseMark(tokens[next]) && next < at + 7)
        {
            next++;
        }

        if (!tokens[next].IsNumber(4, 4))
        {
            return PartialDate.Unknown;
        }

        at = next + 1;
        return PartialDate.OfDay(tokens[next].Value, month, one.Value);
    }

    private static PartialDate YearFirst(DateTokens tokens, ref int at)
    {
        DateToken mark = tokens[at + 1];
        if (!(mark.IsMark('-') || mark.IsMark('/') || mark.IsMark('.')) || !tokens[at + 2].IsNumber(1, 2)
            || !tokens[at + 3].IsMark(mark.Text[0]) || !tokens[at + 4].IsNumber(1, 2))
        {
            return PartialDate.Unknown;
        }

        PartialDate date = PartialDate.OfDay(tokens[at].Value, tokens[at + 2].Value, tokens[at + 4].Value);
        at += 5;
        return date;
    }

    /// <summary>20/2 2020, 20.2.2020, and 20/2/2020 or 2/20/2020 where one of the two numbers can only be the day.</summary>
    private static PartialDate Numeric(DateTokens tokens, ref int at)
    {
        char mark = tokens[at + 1].Text[0];
        bool yearApart = mark == '/' && tokens[at + 3].IsNumber(4, 4);
        int year = yearApart ? at + 3 : at + 4;
        if (mark is not ('/' or '.' or '-') || !tokens[year].IsNumber(4, 4) || (!yearApart && !tokens[at + 3].IsMark(mark)))
        {
            return PartialDate.Unknown;
        }

        int one = tokens[at].Value, two = tokens[at + 2].Value, y = tokens[year].Value;
        at = year + 1;
        if (yearApart || mark == '.' || one > 12 || one == two)
        {
            return PartialDate.OfDay(y, two, one);
        }

        return two > 12 ? PartialDate.OfDay(y, one, two) : PartialDate.Unknown;
    }

    private static PartialDate StartingWithAMonth(DateTokens tokens, ref int at)
    {
        if (!DateWords.TryMonth(tokens[at].Text, out int month))
        {
            return PartialDate.Unknown;
        }

        int next = at + 1;
        while (IsLooseMark(tokens[next]) && next < at + 3)
        {
            next++;
        }

        if (tokens[next].IsNumber(4, 4))
        {
            at = next + 1;
            return PartialDate.OfMonth(tokens[next].Value, month);
        }
        if (!tokens[next].IsNumber(1, 2))
        {
            return PartialDate.Unknown;
        }

        int day = tokens[next++].Value;
        if (DateWords.IsOrdinal(tokens[next].Text ?? ""))
        {
            next++;
        }

        if (IsLooseMark(tokens[next]))
        {
            next++;
        }

        if (!tokens[next].IsNumber(4, 4))
        {
            return PartialDate.Unknown;
        }

        at = next + 1;
        return PartialDate.OfDay(tokens[next].Value, month, day);
    }

    private static PartialDate Compact(int digits) => PartialDate.OfDay(digits / 10000, digits / 100 % 100, digits % 100);

    private static bool LeadsADate(DateToken token) => token.Kind == DateTokenKind.Word && DateWords.Leads(token.Text);

    private static bool IsLooseMark(DateToken token) => token.IsMark(',') || token.IsMark('.');

    private static bool OnlyMarks(DateTokens tokens, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (tokens[i].Kind != DateTokenKind.Mark)
            {
                return false;
            }
        }

        return true;
    }
}
