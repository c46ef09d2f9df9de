namespace Spalt.Managing;

/// <summary>A field where one of several is chosen.</summary>
internal sealed record Choice(string Name, string Label, string? Chosen, IReadOnlyList<(string Value, string Text)> Options)
{
    public string? Error { get; init; }

    public string? Hint { get; init; }
}

/// <summary>A field of many lines.</summary>
internal sealed record TextArea(string Name, string Label, string? Value, int Longest)
{
    public string? Error { get; init; }

    public string? Hint { get; init; }

    public int Rows { get; init; } = 8;

    public bool IsCode { get; init; }
}
