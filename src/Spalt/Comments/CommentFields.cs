using Spalt.Blogs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Web.Forms;

namespace Spalt.Comments;

/// <summary>The form with which one comments, below a post or on a page of its own; and what applies there.</summary>
internal sealed record CommentFields(long PostId, Regime Regime, NetworkFace Network)
{
    public const int LongestName = 60;

    /// <summary>Id of the comment that is answered.</summary>
    public long? To { get; init; }

    /// <summary>When its writer began, sealed (<see cref="Moderation.Rules.FormTimes"/>); empty on pages that are the same for everybody, where a script fills it in.</summary>
    public string Began { get; init; } = "";

    public bool IsSignedIn { get; init; }

    public Func<string, string> Typed { get; init; } = _ => "";

    public Func<string, string?> ErrorOf { get; init; } = _ => null;

    public Area Text => new(Line("text", CommentText.Longest) with { Hint = Texts.Say("Respond.Hint") }, 6);

    public Field Name => Line("name", LongestName) with { Autocomplete = "name" };

    public Field Email => Line("email", 200) with { Autocomplete = "email", Type = "email", Hint = Texts.Say("Respond.EmailHint") };

    private Field Line(string name, int longest) => new(name, Texts.Say("Respond.Field." + name)) { Value = Typed(name), Error = ErrorOf(name), Longest = longest };
}
