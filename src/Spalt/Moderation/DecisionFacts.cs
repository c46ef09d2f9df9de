using Spalt.Blogs;
using Spalt.Ledger;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Replies;
using Spalt.Moderation.Sealing;

namespace Spalt.Moderation;

/// <summary>What the ledger is told: nobody's name, address or words stand in a line; what is known of people stands apart.</summary>
internal static class DecisionFacts
{
    public static LedgerFact Of(Decided news)
    {
        var d = news.Decision;
        return new(
            d.NetworkId, "decision", d.At, ("id", d.Id), ("verb", d.Verb), ("post", d.PostId), ("comment", d.CommentId), ("before", d.Before), ("text", d.TextHash),
            ("ground", d.Ground), ("reported", d.WasReported), ("automatic", false), ("reverses", d.ReversesId))
        {
            People =
            [
                new(LedgerPart.Decider, d.ById, null, ("account", d.ById), ("name", d.ByName)),
                new("writer", news.WriterId, news.WriterEmail, ("account", news.WriterId), ("email", news.WriterEmail), ("facts", d.Facts)),
            ],
        };
    }

    public static LedgerFact Of(RegimeDeclared news) =>
        new(news.Blog.NetworkId, "regime", news.At, ("blog", news.Blog.Id), ("slug", news.Blog.Slug), ("regime", news.Blog.Regime));

    public static LedgerFact Of(NoticeFiled news)
    {
        var n = news.Notice;
        return new(n.NetworkId, "notice", n.FiledAt, ("id", n.Id), ("post", n.PostId), ("comment", n.CommentId), ("text", n.TextHash), ("ground", n.Ground))
        {
            People = [new("reporter", null, n.Email, ("name", n.Name), ("email", n.Email), ("explanation", n.Explanation))],
        };
    }

    public static LedgerFact Of(NoticeDecided news) =>
        new(news.Notice.NetworkId, "notice-decided", news.Notice.DecidedAt!.Value, ("id", news.Notice.Id), ("decision", news.Notice.DecisionId), ("upheld", news.Notice.IsUpheld));

    /// <summary>Who changes the bundle would have to change the chain.</summary>
    public static LedgerFact Of(EvidenceSealed news)
    {
        var e = news.Evidence;
        return new(e.NetworkId, "evidence", e.SealedAt, ("id", e.Id), ("decision", e.DecisionId), ("sha256", e.Sha256), ("length", news.Length));
    }

    /// <summary>Whoever looks for the bundle that a line names finds why it is not there.</summary>
    public static LedgerFact Of(EvidenceDestroyed news) =>
        new(news.Evidence.NetworkId, "evidence-destroyed", news.Evidence.DestroyedAt!.Value, ("id", news.Evidence.Id), ("decision", news.Evidence.DecisionId));

    public static LedgerFact Of(ReplyFiled news)
    {
        var r = news.Request;
        return new(r.NetworkId, "reply", r.FiledAt, ("id", r.Id), ("post", r.PostId), ("text", r.TextHash))
        {
            People = [new("replier", null, r.Email, ("name", r.Name), ("email", r.Email), ("concerns", r.Concerns), ("headline", r.Headline), ("reply", r.Markdown))],
        };
    }

    public static LedgerFact Of(ReplyDecided news) =>
        new(news.Request.NetworkId, "reply-decided", news.Decision.At, ("id", news.Request.Id), ("decision", news.Decision.Id), ("published", news.Request.ReplyId));

    public static LedgerFact Of(AppealFiled news)
    {
        var a = news.Appeal;
        return new(a.NetworkId, "appeal", a.FiledAt, ("id", a.Id), ("decision", a.DecisionId), ("notice", a.NoticeId))
        {
            People = [new("appellant", news.AccountId, news.Email, ("account", news.AccountId), ("email", news.Email), ("text", a.Text))],
        };
    }

    public static LedgerFact Of(AppealDecided news)
    {
        var a = news.Appeal;
        return new(a.NetworkId, "appeal-decided", a.DecidedAt!.Value, ("id", a.Id), ("upheld", a.IsUpheld), ("decision", a.ReversalId))
        {
            People = [new(LedgerPart.Decider, a.DecidedById, null, ("account", a.DecidedById), ("name", a.DecidedByName)), new("appellant", news.AccountId, news.Email, ("answer", a.Answer))],
        };
    }
}
