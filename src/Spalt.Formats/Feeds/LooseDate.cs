using System.Globalization;

namespace Spalt.Formats.Feeds;

/// <summary>Dates of words and numbers in any order: RFC 822's "Thu, 01 Jan 2004 19:48:21 GMT" and what people and programs make of it.</summary>
internal static class LooseDate
{
    private static readonly char[] Separators = [' ', ',', '\t', '\r', '\n', '\u00A0', '(', ')', ';'];

    public static DateTimeOffset? Parse(string text)
    {
        var date = new Parts();
        return text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).All(date.Take) ? date.Instant() : null;
    }

    /// <summary>What has been understood so far.</summary>
    private sealed class Parts
    {
        private int? _day, _month, _year;
        private TimeSpan? _time;
        private TimeSpan? _offset;
        private bool _afternoon, _beforeNoon;

        public bool Take(string word) =>
            TakeTime(word) || TakeOffset(word) || TakeDate(word) || TakeNumber(word) || TakeName(word);

        public DateTimeOffset? Instant()
        {
            if (_day is not { } d || _month is not { } m || _year is not { } y)
            {
                return null;
            }

            var t = _time ?? TimeSpan.Zero;
            if (_afternoon && t.Hours < 12)
            {
                t += TimeSpan.FromHours(12);
            }

            if (_beforeNoon && t.Hours == 12)
            {
                t -= TimeSpan.FromHours(12);
            }

            return FeedDates.Instant(y, m, d, t, _offset ?? TimeSpan.Zero);
        }

        // "19:48:21", "19:48:21Z", "19:48:21+0100", "7:48pm", and after the date "19.48"
        private bool TakeTime(string word)
        {
            if (_year is not null && word is [.., '.', >= '0' and <= '9', >= '0' and <= '9'] && word.Length <= 5)
            {
                word = word.Replace('.', ':');
            }

            if (_time is not null || !char.IsAsciiDigit(word[0]) || !word.Contains(':', StringComparison.Ordinal))
            {
                return false;
            }

            var end = word.AsSpan().IndexOfAnyExcept(FeedDates.Clock);
            _time = FeedDates.TimeOfDay((end < 0 ? word : word.AsSpan(0, end)).TrimEnd('.'));
            return _time is not null && (end < 0 || TakeHalfOfDay(word[end..]) || TakeOffset(word[end..]));
        }

        private bool TakeOffset(string word)
        {
            if (_time is null || _offset is not null || FeedDates.Offset(word) is not { } found)
            {
                return false;
            }

            _offset = found;
            return true;
        }

        private bool TakeHalfOfDay(string word)
        {
            var half = word.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
            _afternoon |= half is "pm" or "em";
            _beforeNoon |= half is "am" or "fm";
            return half is "pm" or "em" or "am" or "fm";
        }

        // "01-Jan-2004", "31.12.2004", "2004/12/31", "12/31/2004"
        private bool TakeDate(string word)
        {
            var parts = word.Split('-', '/', '.');
            if (_day is not null || parts is not [{ Length: > 0 } a, { Length: > 0 } b, { Length: > 0 } c])
            {
                return false;
            }

            if (MonthNames.Find(b) is not null)
            {
                return TakeNumber(a) && TakeName(b) && TakeNumber(c);
            }

            if (!Number(a, out var first) || !Number(b, out var second) || !Number(c, out var third))
            {
                return false;
            }

            if (a.Length == 4)
            {
                return Set(third, second, first);
            }

            if (c.Length != 4)
            {
                return false;
            }

            if (word.Contains('.', StringComparison.Ordinal) || first > 12 || first == second)
            {
                return Set(first, second, third);
            }
            // Day and month could be either way round unless one of them is too large.
            return second > 12 && Set(second, first, third);
        }

        private bool Set(int d, int m, int y)
        {
            (_day, _month, _year) = (d, m, y);
            return true;
        }

        private bool TakeNumber(string word)
        {
            var digits = Ordinal(word);
            if (!Number(digits, out var number) || digits.Length > 4)
            {
                return false;
            }

            if (digits.Length <= 2 && _day is null)
            {
                _day = number;
            }
            else if (_year is null && digits.Length != 1)
            {
                _year = FullYear(number, digits.Length);
            }
            else
            {
                return false;
            }

            return true;
        }

        // RFC 2822, section 4.3
        private static int FullYear(int number, int digits) => digits switch
        {
            2 => number + (number < 50 ? 2000 : 1900),
            3 => number + 1900,
            _ => number,
        };

        // "1st", "2:a", "3."
        private static string Ordinal(string word)
        {
            var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
            return digits > 0 && word[digits..] is "st" or "nd" or "rd" or "th" or "." or ":e" or ":a" or "o" or "º" ? word[..digits] : word;
        }

        private bool TakeName(string word)
        {
            var name = word.TrimEnd('.');
            if (_month is null && MonthNames.Find(name) is { } found)
            {
                _month = found;
                return true;
            }

            // A zone nobody knows is better read as UTC than the whole date lost; any word before the numbers is a weekday.
            return TakeHalfOfDay(word) || IsFiller(name) || (_time is null && _day is null && _month is null)
                || (_time is not null && name.Length <= 5 && name.All(char.IsAsciiLetterUpper));
        }

        private static bool IsFiller(string name) => name.ToLowerInvariant() is "at" or "kl" or "klockan" or "den" or "the" or "of" or "de" or "um" or "uhr" or "" or "-" or "–";

        private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
