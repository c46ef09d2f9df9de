namespace Spalt.Formats.Html;

/// <summary>The tags and texts of clean HTML, in which no attribute holds a <c>&gt;</c>.</summary>
internal ref struct Pieces(ReadOnlySpan<char> rest)
{
    private ReadOnlySpan<char> _rest = rest;

    public Piece Current { get; private set; }

    public readonly Pieces GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = _rest[0] == '<';
        var end = tag ? _rest.IndexOf('>') + 1 : _rest.IndexOf('<');
        if (end <= 0)
        {
            end = _rest.Length;
        }

        Current = new Piece(_rest[..end], tag);
        _rest = _rest[end..];
        return true;
    }
}

/// <summary>A tag or a text, as it stands in the source.</summary>
internal readonly ref struct Piece(ReadOnlySpan<char> content, bool isTag)
{
    public ReadOnlySpan<char> Content { get; } = content;

    public bool IsTag { get; } = isTag;

    public bool IsEnd => Content is ['<', '/', ..];

    public ReadOnlySpan<char> Name
    {
        get
        {
            var name = Content.Trim("</>");
            var end = name.IndexOf(' ');
            return end < 0 ? name : name[..end];
        }
    }
}
