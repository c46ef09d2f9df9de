namespace Spalt.Web.Forms;

/// <summary>One line of a form: its label, what was typed, what is wrong with it.</summary>
/// <param name="Name">of the control, and its id</param>
/// <param name="Label">what people read</param>
internal sealed record Field(string Name, string Label)
{
    public string Type { get; init; } = "text";

    public string? Value { get; init; }

    /// <summary>What to do about what was typed; null where nothing is wrong.</summary>
    public string? Error { get; init; }

    public string? Hint { get; init; }

    /// <summary>What browsers may fill in (HTML, autofill detail tokens).</summary>
    public string? Autocomplete { get; init; }

    public int Longest { get; init; } = 200;

    public bool IsRequired { get; init; } = true;

    public string? InputMode { get; init; }
}
