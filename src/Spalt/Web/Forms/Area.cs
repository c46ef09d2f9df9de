namespace Spalt.Web.Forms;

/// <summary>A field of several lines.</summary>
/// <param name="Line">Label, value, what is wrong: as of a field of one line.</param>
/// <param name="Rows">that it shows at first</param>
internal sealed record Area(Field Line, int Rows)
{
    /// <summary>Whether markup is typed here, not words.</summary>
    public bool IsCode { get; init; }
}
