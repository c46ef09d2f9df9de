using Spalt.Language;

namespace Spalt.Moderation.Replies;

/// <summary>How long somebody has waited for an answer, in words.</summary>
internal sealed record ReplyClock(DateTimeOffset FiledAt, DateTimeOffset Now)
{
    public int Days => (int)(Now - FiledAt).TotalDays;

    public bool IsLate => Days >= ReplyRequest.DaysToDecide;

    public string Waited => Texts.Count("Reply.Waited", Days);
}
