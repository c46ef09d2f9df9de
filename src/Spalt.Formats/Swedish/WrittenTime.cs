namespace Spalt.Formats.Swedish;

/// <summary>The time of day behind a date: <c>kl. 14.05</c>, <c>T14:05:09.25+01:00</c>, <c>at 2:05 pm</c>, <c>klockan 8</c>.</summary>
internal static class WrittenTime
{
    /// <summary>The date with its time, <paramref name="at"/> moved behind it; the date alone where no time follows.</summary>
    public static PartialDate After(PartialDate day, DateTokens tokens, ref int at)
    {
        int next = at;
        while (next < at + 2 && IsBetween(tokens[next]))
        {
            next++;
        }

        bool clock = tokens[next].Kind == DateTokenKind.Word && DateWords.IsClock(tokens[next].Text);
        if (clock)
        {
            next++;
        }

        if (tokens[next].IsMark('.'))
        {
            next++;
        }

        if (!tokens[next].IsNumber(1, 2))
        {
            return day;
        }

        int hour = tokens[next++].Value, minute = 0, second = 0;
        bool minutes = (tokens[next].IsMark(':') || tokens[next].IsMark('.')) && tokens[next + 1].IsNumber(2, 2);
        if (minutes)
        {
            minute = tokens[next + 1].Value;
            next += 2;
            if ((tokens[next].IsMark(':') || tokens[next].IsMark('.')) && tokens[next + 1].IsNumber(2, 2))
            {
                second = tokens[next + 1].Value;
                next += 2;
                if (tokens[next].IsMark('.') && tokens[next + 1].Kind == DateTokenKind.Number)
                {
                    next += 2;
                }
            }
        }
        int? half = HalfDay(tokens, ref next);
        if (!minutes && !clock && half is null)
        {
            return day;
        }

        if (half is { } add && hour is >= 1 and <= 12)
        {
            hour = (hour % 12) + add;
        }

        PartialDate date = day.At(hour, minute, second, Offset(tokens, ref next));
        if (date.Precision == DatePrecision.Exact)
        {
            at = next;
        }

        return date;
    }

    private static bool IsBetween(DateToken token) =>
        token.IsMark(',') || token.IsMark('|') || token.IsMark('-') || token.IsMark('–') || token.IsMark('@');

    private static int? HalfDay(DateTokens tokens, ref int next)
    {
        DateToken token = tokens[next];
        if (token.Kind != DateTokenKind.Word)
        {
            return null;
        }

        bool dotted = token.Text.Length == 1 && tokens[next + 1].IsMark('.') && tokens[next + 2].Kind == DateTokenKind.Word;
        int? half = DateWords.HalfDay(dotted ? token.Text + tokens[next + 2].Text : token.Text);
        if (half is null)
        {
            return null;
        }

        next += dotted ? 3 : 1;
        if (dotted && tokens[next].IsMark('.'))
        {
            next++;
        }

        return half;
    }

    private static TimeSpan? Offset(DateTokens tokens, ref int next)
    {
        DateToken token = tokens[next];
        if (token.Kind == DateTokenKind.Word && DateWords.Zone(token.Text) is { } zone)
        {
            next++;
            return zone;
        }
        bool west = token.IsMark('-');
        if (!west && !token.IsMark('+'))
        {
            return null;
        }

        int hours, minutes, after;
        if (tokens[next + 1].IsNumber(4, 4))
        {
            (hours, minutes, after) = (tokens[next + 1].Value / 100, tokens[next + 1].Value % 100, next + 2);
        }
        else if (!tokens[next + 1].IsNumber(2, 2))
        {
            return null;
        }
        else if (tokens[next + 2].IsMark(':') && tokens[next + 3].IsNumber(2, 2))
        {
            (hours, minutes, after) = (tokens[next + 1].Value, tokens[next + 3].Value, next + 4);
        }
        else
        {
            (hours, minutes, after) = (tokens[next + 1].Value, 0, next + 2);
        }

        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
        {
            return null;
        }

        next = after;
        var offset = new TimeSpan(hours, minutes, 0);
        return west ? -offset : offset;
    }
}
