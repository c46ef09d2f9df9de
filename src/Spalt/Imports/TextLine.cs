using System.Text;

namespace Spalt.Imports;

/// <summary>Text of a foreign page that belongs on one line: a headline, a name.</summary>
internal static class TextLine
{
    /// <summary>White space and control characters become single spaces; half a surrogate pair, which no database takes, U+FFFD.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (!char.IsSurrogate(c))
            {
                line.Append(c);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                line.Append(c).Append(text[++i]);
            }
            else
            {
                line.Append('\uFFFD');
            }
        }

        return line.ToString().TrimEnd();
    }
}
