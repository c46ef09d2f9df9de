using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>Whoever has reported something is answered by what is decided about it, wherever that is done: at the case, in the queue, upon an appeal.</summary>
internal static class OpenNotices
{
    /// <returns>What there is to tell of it.</returns>
    public static async Task<IReadOnlyList<News>> AnswerAsync(SpaltDb db, IReadOnlyList<News> news, CancellationToken cancel)
    {
        var told = new List<News>();
        foreach (var decision in news.OfType<Decided>().Select(n => n.Decision).Where(d => d.Verb is DecisionVerb.Refuse or DecisionVerb.Dismiss))
        {
            foreach (var notice in await db.NoticesAboutAsync(decision.PostId, decision.CommentId, cancel))
            {
                notice.Decide(decision.UponNotice());
                told.AddRange(notice.TakeNews());
            }
        }

        return told;
    }
}
