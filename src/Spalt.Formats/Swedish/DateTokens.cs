using System.Globalization;

namespace Spalt.Formats.Swedish;

internal enum DateTokenKind
{
    End,
    Number,
    Word,
    Mark,
}

/// <summary>A run of digits or of letters, or one mark; spaces only separate. <see cref="Value"/> is a number's value.</summary>
internal readonly record struct DateToken(DateTokenKind Kind, string Text, int Start, int Value)
{
    public int End => Start + Text.Length;

    public bool IsMark(char mark) => Kind == DateTokenKind.Mark && Text[0] == mark;

    public bool IsNumber(int fewest, int most) => Kind == DateTokenKind.Number && Text.Length >= fewest && Text.Length <= most;
}

/// <summary>The tokens of a text; reading past the last gives an end token, so that a grammar needs no bounds checks.</summary>
internal sealed class DateTokens
{
    private readonly List<DateToken> _tokens = [];

    public DateTokens(string text)
    {
        int i = 0;
        while (i < text.Length)
        {
            int start = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                {
                    i++;
                }

                Add(DateTokenKind.Number, text, start, i);
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i]))
                {
                    i++;
                }

                Add(DateTokenKind.Word, text, start, i);
            }
            else
            {
                i++;
                if (!char.IsWhiteSpace(text[start]))
                {
                    Add(DateTokenKind.Mark, text, start, i);
                }
            }
        }
    }

    public int Count => _tokens.Count;

    public DateToken this[int index] => index >= 0 && index < _tokens.Count ? _tokens[index] : default;

    private void Add(DateTokenKind kind, string text, int start, int end)
    {
        int value = kind == DateTokenKind.Number && end - start <= 8
            ? int.Parse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture)
            : -1;
        _tokens.Add(new DateToken(kind, text[start..end], start, value));
    }
}
