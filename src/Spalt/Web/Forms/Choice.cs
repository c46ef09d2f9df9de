namespace Spalt.Web.Forms;

/// <summary>A field whose value is one of a few: a list that folds out.</summary>
/// <param name="Line">Label, value, what is wrong: as of a field of one line.</param>
/// <param name="Options">What is sent and what people read, in order.</param>
internal sealed record Choice(Field Line, IReadOnlyList<(string Value, string Text)> Options)
{
    /// <summary>Whether the label is for those who do not see the page: the place of the field says the same to all others.</summary>
    public bool IsLabelHidden { get; init; }

    /// <summary>The id, where several fields of the page have the same name.</summary>
    public string? Id { get; init; }
}
