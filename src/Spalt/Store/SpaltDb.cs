using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
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
using LedgerTags = Spalt.Web.PageCache.Tags;
using Spalt.Writing;

namespace Spalt.Store;

/// <summary>
/// The database. Saving is one transaction: the rows, the tallies, job rows and lines of the ledger that follow from the news, and the
/// announcement of what is to thaw. Only after the commit does this node thaw its pages and wake its runner.
/// </summary>
public sealed class SpaltDb : DbContext
{
    private readonly Database _database;
    private readonly Commits _commits;
    private readonly TimeProvider _clock;
    private readonly List<News> _told = [];
    private readonly HashSet<string> _thawed = new(StringComparer.Ordinal);
    private bool _jobsAdded;

    /// <summary>A pool makes these, so what they need comes by the options, and all of it is there once for the program.</summary>
    public SpaltDb(DbContextOptions<SpaltDb> options)
        : base(options)
    {
        var services = options.FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!;
        _database = services.GetRequiredService<Database>();
        _commits = services.GetRequiredService<Commits>();
        _clock = services.GetRequiredService<TimeProvider>();
    }

    public DbSet<Network> Networks => Set<Network>();

    public DbSet<NetworkLook> NetworkLooks => Set<NetworkLook>();

    public DbSet<NetworkRules> NetworkRules => Set<NetworkRules>();

    public DbSet<NetworkSlot> NetworkSlots => Set<NetworkSlot>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Login> Logins => Set<Login>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    public DbSet<NetworkMember> NetworkMembers => Set<NetworkMember>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();

    public DbSet<Blog> Blogs => Set<Blog>();

    public DbSet<BlogMember> BlogMembers => Set<BlogMember>();

    public DbSet<BlogPage> BlogPages => Set<BlogPage>();

    public DbSet<BlogMonth> BlogMonths => Set<BlogMonth>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<Embed> Embeds => Set<Embed>();

    public DbSet<Tag> Tags => Set<Tag>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<PostTag> PostTags => Set<PostTag>();

    public DbSet<PostCategory> PostCategories => Set<PostCategory>();

    public DbSet<PostOrigin> PostOrigins => Set<PostOrigin>();

    public DbSet<PostDraft> Drafts => Set<PostDraft>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    public DbSet<MarginNote> MarginNotes => Set<MarginNote>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<ThreadFollower> ThreadFollowers => Set<ThreadFollower>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Appeal> Appeals => Set<Appeal>();

    public DbSet<ReplyRequest> ReplyRequests => Set<ReplyRequest>();

    public DbSet<Evidence> Evidence => Set<Evidence>();

    public DbSet<Watch> Watches => Set<Watch>();

    public DbSet<Restriction> Restrictions => Set<Restriction>();

    public DbSet<LedgerLine> LedgerLines => Set<LedgerLine>();

    public DbSet<LedgerPart> LedgerParts => Set<LedgerPart>();

    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();

    public DbSet<RuleSetting> RuleSettings => Set<RuleSetting>();

    public DbSet<CommentHold> CommentHolds => Set<CommentHold>();

    public DbSet<CommentPrint> CommentPrints => Set<CommentPrint>();

    public DbSet<FloodMark> FloodMarks => Set<FloodMark>();

    public DbSet<FloodSalt> FloodSalts => Set<FloodSalt>();

    public DbSet<LearntWord> LearntWords => Set<LearntWord>();

    public DbSet<LearntComment> LearntComments => Set<LearntComment>();

    public DbSet<Like> Likes => Set<Like>();

    public DbSet<LikeSalt> LikeSalts => Set<LikeSalt>();

    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();

    public DbSet<BlogPicture> BlogPictures => Set<BlogPicture>();

    public DbSet<PostPicture> PostPictures => Set<PostPicture>();

    public DbSet<HeadlineFeed> HeadlineFeeds => Set<HeadlineFeed>();

    public DbSet<Headline> Headlines => Set<Headline>();

    public DbSet<DayReads> DayReads => Set<DayReads>();

    public DbSet<FeedSubscribers> FeedSubscribers => Set<FeedSubscribers>();

    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Lines that <see cref="SaveChangesAsync(bool, CancellationToken)"/> writes; nobody else adds one.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Who the changes are ascribed to: the program itself until somebody is known to be at work.</summary>
    public Actor Actor { get; internal set; } = Actor.Program;

    /// <summary>What differs between the two kinds of database.</summary>
    internal new Database Database => _database;

    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Keeps one connection for several questions and no writing, until <see cref="CloseAsync"/> or the end.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        await base.Database.OpenConnectionAsync(cancel);
        _database.BeginReading(base.Database.GetDbConnection());
    }

    public Task CloseAsync() => base.Database.CloseConnectionAsync();

    /// <summary>News that no loaded entity can tell: of a change made by SQL.</summary>
    public void Tell(News news) => _told.Add(news);

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync: what follows from the news is written there.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var rows = 0;
        await InTransactionAsync(
            async () =>
            {
                var trail = AuditTrail.Of(ChangeTracker);
                rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                if (!trail.IsEmpty)
                {
                    AuditEntries.AddRange(await trail.EntriesAsync(this, cancellationToken));
                    await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                }
            },
            cancellationToken);
        return rows;
    }

    /// <summary>All or nothing: several saves, bulk writes and statements in one transaction.</summary>
    public async Task InTransactionAsync(Func<Task> work, CancellationToken cancel)
    {
        if (base.Database.CurrentTransaction is not null)
        {
            await work();
            await ReactAsync(cancel);
            return;
        }

        try
        {
            await using (var transaction = await base.Database.BeginTransactionAsync(cancel))
            {
                await work();
                await ReactAsync(cancel);
                if (_thawed.Count > 0)
                {
                    await _database.AnnounceAsync(this, _thawed, cancel);
                }

                await transaction.CommitAsync(cancel);
            }

            _commits.Committed(_thawed, _jobsAdded);
        }
        finally
        {
            // What was told in a transaction that failed never happened.
            _told.Clear();
            _thawed.Clear();
            _jobsAdded = false;
        }
    }

    /// <summary>Gives new entities their ids before they are written, so that others can refer to them.</summary>
    internal Task GiveIdsAsync<T>(IReadOnlyList<T> entities, CancellationToken cancel)
        where T : Entity => BulkInsert.GiveIdsAsync(this, entities, cancel);

    /// <summary>
    /// Writes many new entities past the change tracker, at the speed of the database; their news counts as any other's.
    /// Must run inside <see cref="InTransactionAsync"/>, and entities must have their ids.
    /// </summary>
    internal async Task InsertManyAsync<T>(IReadOnlyList<T> entities, CancellationToken cancel)
        where T : class
    {
        await BulkInsert.RunAsync(this, entities, cancel);
        foreach (var entity in entities.OfType<Entity>())
        {
            _told.AddRange(entity.TakeNews());
        }
    }

    /// <summary>Goes back into the pool: what was told and never saved never happened.</summary>
    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    private void Forget()
    {
        _told.Clear();
        _thawed.Clear();
        _jobsAdded = false;
        Actor = Actor.Program;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Tables.Map(modelBuilder, _database);
        modelBuilder.UseSnakeCase();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private async Task ReactAsync(CancellationToken cancel)
    {
        foreach (var entry in ChangeTracker.Entries<Entity>())
        {
            _told.AddRange(entry.Entity.TakeNews());
        }

        if (_told.Count == 0)
        {
            return;
        }

        News[] news = [.. _told, .. await OpenNotices.AnswerAsync(this, _told, cancel)];
        _told.Clear();
        await PostTally.CountAsync(this, news, cancel);
        await CommentTally.CountAsync(this, news, cancel);
        await RulingLedger.KeepAsync(this, news, cancel);
        var reactions = news.Select(Reactions.To).ToList();
        foreach (var reaction in reactions)
        {
            _thawed.UnionWith(reaction.Thaws);
            Jobs.AddRange(reaction.Jobs);
            _jobsAdded |= reaction.Jobs.Count > 0;
        }

        LedgerFact[] facts = [.. reactions.SelectMany(r => r.Ledger)];
        _thawed.UnionWith(facts.Select(f => LedgerTags.Ledger(f.NetworkId)));
        await LedgerBook.AppendAsync(this, facts, cancel);

        await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancel);
    }
}
