using Spalt.Blogs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Reading;
using Spalt.Web.Forms;

namespace Spalt.Comments;

/// <summary>The form with which one comments, below a post or on a page of its own; and what applies there.</summary>
internal sealed record CommentFields(long PostId, CommentingRules Rules, NetworkFace Network)
{
    public const int LongestName = 60;

    /// <summary>Id of the comment that is answered.</summary>
    public long? To { get; init; }

    /// <summary>When its writer began, sealed (<see cref="Moderation.Rules.FormTimes"/>); empty on pages that are the same for everybody, where a script fills it in.</summary>
    public string Began { get; init; } = "";

    /// <summary>How much work the writer's browser does (<see cref="Moderation.Rules.SealedWork"/>), where it need not ask; null where it asks, or does none.</summary>
    public int? WorkBits => Began.Length > 0 ? Network.Extras.WorkBits : null;

    public bool IsSignedIn { get; init; }

    public Func<string, string> Typed { get; init; } = _ => "";

    public Func<string, string?> ErrorOf { get; init; } = _ => null;

    /// <summary>What applies, in plain words: what becomes of what one writes, how far it spreads, who provides the service (lag 1998:112, 3 §).</summary>
    public string Applies => Texts.Say((Rules.Regime, Rules.Approval) switch
    {
        (Regime.Edited, _) => "Regime.Edited.Applies",
        (_, CommentApproval.None) => "Regime.Open.Applies",
        _ => "Respond.Applies." + Rules.Approval,
    }, Network.Name);

    /// <summary>How long one may comment; null while there is no end to it.</summary>
    public string? Until => Rules.CloseAt is { } close ? Texts.Say("Respond.OpenUntil", Dates.DayAndTime(Network, close)) : null;

    public string ClosedText => Rules.CloseAt is { } close && close > DateTimeOffset.MinValue
        ? Texts.Say("Respond.ClosedSince", Dates.DayAndTime(Network, close)) : Texts.Say("Respond.ClosedText");

    /// <summary>What the button says.</summary>
    public string Send => Texts.Say(Rules.Approval switch
    {
        CommentApproval.None => "Regime.Open.Send",
        CommentApproval.FirstTime => "Respond.Send",
        _ => "Regime.Edited.Send",
    });

    public bool IsFollowing => Typed("follow").Length > 0;

    public Area Text => new(Line("text", CommentText.Longest) with { Hint = Texts.Say("Respond.Hint") }, 6);

    public Field Name => Line("name", LongestName) with { Autocomplete = "name" };

    public Field Email => Line("email", 200) with { Autocomplete = "email", Type = "email", Hint = Texts.Say("Respond.EmailHint") };

    private Field Line(string name, int longest) => new(name, Texts.Say("Respond.Field." + name)) { Value = Typed(name), Error = ErrorOf(name), Longest = longest };
}
