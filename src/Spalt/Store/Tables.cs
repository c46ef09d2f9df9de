using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Embeds;
using Spalt.Headlines;
using Spalt.Jobs;
using Spalt.Ledger;
using Spalt.Likes;
using Spalt.Media;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Replies;
using Spalt.Moderation.Sealing;
using Spalt.Moderation.Watching;
using Spalt.Moderation.Writers;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Statistics;
using Spalt.Web.PageCache;
using Spalt.Writing;

namespace Spalt.Store;

/// <summary>
/// How every entity is stored. Said one by one: <c>ApplyConfigurationsFromAssembly</c> looks for them among all types of the program,
/// and loads each of them at every start. What is forgotten here fails the test that compares the model with the migrations.
/// </summary>
internal static class Tables
{
    public static void Map(ModelBuilder model, Database database)
    {
        model.Entity<Account>(new AccountTable().Configure);

        var login = new LoginTable();
        model.Entity<Login>(login.Configure).Entity<IdentityUserLogin<long>>(login.Configure)
            .Entity<IdentityUserToken<long>>(login.Configure).Entity<IdentityUserPasskey<long>>(login.Configure)
            .Entity<Session>(login.Configure).Entity<SecurityEvent>(login.Configure).Entity<DataKey>(login.Configure);

        model.Entity<AuditEntry>(new AuditTable().Configure);

        var blog = new BlogTable();
        model.Entity<Blog>(blog.Configure).Entity<BlogMember>(blog.Configure).Entity<BlogMonth>(blog.Configure)
            .Entity<BlogPage>(blog.Configure);

        model.Entity<Comment>(new CommentTable().Configure).Entity<ThreadFollower>(new ThreadFollowerTable().Configure);

        model.Entity<Decision>(new DecisionTable().Configure);

        var cases = new CaseTable();
        model.Entity<Notice>(cases.Configure).Entity<Appeal>(cases.Configure);

        model.Entity<ReplyRequest>(new ReplyTable().Configure);

        model.Entity<Evidence>(new EvidenceTable().Configure);

        model.Entity<Restriction>(new RestrictionTable().Configure);

        model.Entity<Watch>(new WatchTable().Configure);

        var ledger = new LedgerTable();
        model.Entity<LedgerLine>(ledger.Configure).Entity<LedgerPart>(ledger.Configure).Entity<LedgerHead>(ledger.Configure);

        model.Entity<Embed>(new EmbedTable().Configure);

        var headline = new HeadlineTable();
        model.Entity<HeadlineFeed>(headline.Configure).Entity<Headline>(headline.Configure);

        model.Entity<Job>(new JobTable().Configure);

        var like = new LikeTable();
        model.Entity<Like>(like.Configure).Entity<LikeSalt>(like.Configure);

        model.Entity<MediaFile>(new MediaTable().Configure);

        var member = new MemberTable();
        model.Entity<NetworkMember>(member.Configure).Entity<Invitation>(member.Configure)
            .Entity<EmailChange>(member.Configure);

        var network = new NetworkTable();
        model.Entity<Network>(network.Configure).Entity<NetworkLook>(network.Configure)
            .Entity<NetworkRules>(network.Configure).Entity<NetworkSlot>(network.Configure);

        var blogPicture = new BlogPictureTable();
        model.Entity<BlogPicture>(blogPicture.Configure).Entity<PostPicture>(blogPicture.Configure);

        var post = new PostTable();
        model.Entity<Post>(post.Configure).Entity<Tag>(post.Configure).Entity<Category>(post.Configure)
            .Entity<PostTag>(post.Configure).Entity<PostCategory>(post.Configure).Entity<PostOrigin>(post.Configure);

        var rules = new RuleTables();
        model.Entity<RuleSetting>(rules.Configure).Entity<CommentHold>(rules.Configure).Entity<CommentPrint>(rules.Configure)
            .Entity<FloodMark>(rules.Configure).Entity<FloodSalt>(rules.Configure)
            .Entity<LearntWord>(rules.Configure).Entity<LearntComment>(rules.Configure);

        var statistics = new StatisticsTable();
        model.Entity<DayReads>(statistics.Configure).Entity<FeedSubscribers>(statistics.Configure);

        var writing = new WritingTable();
        model.Entity<PostDraft>(writing.Configure).Entity<Revision>(writing.Configure).Entity<PreviewLink>(writing.Configure)
            .Entity<MarginNote>(writing.Configure);

        if (database.Maps(typeof(ThawTable)))
        {
            model.Entity<Thaw>(new ThawTable().Configure);
        }
    }
}
