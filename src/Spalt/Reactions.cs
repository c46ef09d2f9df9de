using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Embeds;
using Spalt.Headlines;
using Spalt.Jobs;
using Spalt.Ledger;
using Spalt.Likes;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Replies;
using Spalt.Moderation.Rules;
using Spalt.Moderation.Sealing;
using Spalt.MyData;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web.PageCache;
using Spalt.Writing;

namespace Spalt;

/// <summary>The one table of what follows from news: job rows and lines of the ledger, written in the same transaction, and tags of frozen pages to thaw.</summary>
internal static class Reactions
{
    public static Reaction To(News news) => news switch
    {
        NetworkChanged n => new(Tags.Networks, Tags.Network(n.Network.Id)),
        BlogChanged b => new(Tags.Blog(b.Blog.Id), Tags.Network(b.Blog.NetworkId)),
        BlogPageChanged p => new(Tags.Blog(p.BlogId), Tags.Network(p.NetworkId)) { Jobs = AskAboutEmbed.For(p.Html, p.At) },
        Invited i => i.Invitation.Email is null ? new() : new() { Jobs = [MailTheInvitation.For(i.Invitation)] },
        MemberChanged m => new() { Jobs = [MailAboutMembership.For(m)] },
        BlogClosed b => new(Tags.Networks, Tags.Blog(b.Blog.Id), Tags.Network(b.Blog.NetworkId)),
        BlogRehoused b => new(Tags.Networks, Tags.Blog(b.Blog.Id), Tags.Network(b.Blog.NetworkId)),
        LookChanged l => new(Tags.Networks, Tags.Network(l.Look.NetworkId)),
        RulesSet r => new(Tags.Networks, Tags.Network(r.Rules.NetworkId)),
        SlotChanged s => new(Tags.Networks, Tags.Network(s.Slot.NetworkId)),
        HeadlineFeedRenamed f => new(Tags.Headlines(f.NetworkId)),
        InvitationWithdrawn => new(),
        EmailAsked e => new() { Jobs = e.Change.OldEmail is null ? [MailTheConfirmation.For(e.Change)] : [MailTheConfirmation.For(e.Change), MailTheOldAddress.For(e.Change)] },
        AccountClosed a => new([.. a.Blogs.Select(Tags.Blog), .. a.Networks.Select(Tags.Network)]) { Jobs = [BinThePosts.For(a), ForgetTheComments.For(a), MailTheGoodbye.For(a)] },
        PasswordForgotten f => new() { Jobs = [MailThePasswordLink.For(f)] },
        PostScheduled p => new() { Jobs = [PublishDuePost.At(p.Post)] },
        PostPublished p => new(ThawsOf(p.Post)) { Jobs = [.. AskAboutEmbed.For(p.Post.BodyHtml, p.Post.UpdatedAt), .. TellFollowers.OfReply(p.Post)] },
        PostCorrected p => new() { Jobs = [TellFollowers.OfCorrection(p.Post, p.At)] },
        PostRemoved p => new(ThawsOf(p.Post)),
        PostWithdrawn p => new(ThawsOf(p.Post)),
        PostRevised p => new(ThawsOf(p.Post)) { Jobs = AskAboutEmbed.For(p.Post.BodyHtml, p.Post.UpdatedAt) },
        RevisionWithheld r => new(ThawsOf(r.Post)),
        PostMoved p => new([Tags.Blog(p.FromBlogId), .. ThawsOf(p.Post)]),
        PostRehomed => new(),
        PostCompleted p => new(ThawsOf(p.Post)) { Jobs = AskAboutEmbed.For(p.Post.BodyHtml, p.Post.UpdatedAt) },
        PostTagged p => new(Tags.Post(p.Post.Id), Tags.Blog(p.Post.BlogId)),
        Reviewed r => new() { Jobs = [MailAboutReview.For(r)] },
        PostUntagged p => new(Tags.Post(p.Post.Id), Tags.Blog(p.Post.BlogId)),
        PostUnfiled p => new(Tags.Post(p.Post.Id), Tags.Blog(p.Post.BlogId)),
        PostFiled p => new(Tags.Post(p.Post.Id), Tags.Blog(p.Post.BlogId)),
        PictureReplaced p => new() { Jobs = [ShowPictureInDrafts.For(p)] },
        PictureRefocused p => new(Tags.Blog(p.BlogId), Tags.Network(p.NetworkId)),
        EmbedLearned e => new(Tags.Embed(e.Hash)),

        // Whatever shows how many comments a post has is a page of that post too.
        CommentsShown c => new(Tags.Post(c.PostId), Tags.Comments(c.BlogId)),
        Decided d => new()
        {
            Jobs =
            [
                .. d.Decision.IsMailed && !d.IsSilent ? [MailTheReason.For(d.Decision)] : Array.Empty<Job>(), .. d.Decision.Teaches ? [LearnFromDecision.For(d.Decision)] : Array.Empty<Job>(),
                .. d.Decision.IsSealed ? [SealTheEvidence.For(d.Decision)] : Array.Empty<Job>(),
            ],
            Ledger = [DecisionFacts.Of(d)],
        },
        EvidenceSealed e => new() { Ledger = [DecisionFacts.Of(e)] },
        EvidenceDestroyed e => new() { Jobs = [EraseDestroyedEvidence.For(e.Evidence)], Ledger = [DecisionFacts.Of(e)] },
        RegimeDeclared r => new(Tags.Blog(r.Blog.Id), Tags.Network(r.Blog.NetworkId)) { Ledger = [DecisionFacts.Of(r)] },
        NoticeFiled n => new() { Jobs = MailAboutNotice.For(n), Ledger = [DecisionFacts.Of(n)] },
        NoticeDecided n => new() { Jobs = [MailAboutCase.For(n)], Ledger = [DecisionFacts.Of(n)] },
        ReplyFiled r => new() { Jobs = MailAboutReply.For(r), Ledger = [DecisionFacts.Of(r)] },
        ReplyDecided r => new() { Jobs = [MailAboutReply.For(r)], Ledger = [DecisionFacts.Of(r)] },
        AppealFiled a => new() { Ledger = [DecisionFacts.Of(a)] },
        AppealDecided a => new() { Jobs = [MailAboutCase.For(a)], Ledger = [DecisionFacts.Of(a)] },
        CommentRuled => new(),

        // Pages say who gets to see what is written in their forms, and what a browser does for it.
        RuleSet { Setting.Rule: RuleName.SpamCheck or RuleName.Work } => new(Tags.Networks),
        RuleSet => new(),
        FollowingAsked f => new() { Jobs = [MailTheFollower.For(f)] },
        CommentsTakenOver c => new(Tags.Post(c.Post.Id), Tags.Comments(c.Post.BlogId)),
        LikesChanged { What: { CommentId: 0 } post } => new(Tags.Post(post.PostId), Tags.Liked(post.NetworkId)),
        LikesChanged l => new(Tags.Post(l.What.PostId)),
        HeadlinesRead h => new(Tags.Headlines(h.Feed.NetworkId)),
        _ => throw new NotSupportedException($"Nothing is said here about {news.GetType().Name}."),
    };

    /// <summary>What a post answers shows it.</summary>
    private static string[] ThawsOf(Post post) =>
        [Tags.Post(post.Id), Tags.Blog(post.BlogId), Tags.Network(post.NetworkId), .. post.ReplyToId is { } answered ? [Tags.Post(answered)] : Array.Empty<string>()];
}

/// <param name="Thaws">Tags of the frozen pages that the news makes stale.</param>
internal sealed record Reaction(params string[] Thaws)
{
    public IReadOnlyList<Job> Jobs { get; init; } = [];

    /// <summary>Lines of the network's ledger.</summary>
    public IReadOnlyList<LedgerFact> Ledger { get; init; } = [];
}
