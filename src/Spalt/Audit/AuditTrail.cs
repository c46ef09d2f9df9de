using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Moderation.Rules;
using Spalt.Moderation.Sealing;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Writing;

namespace Spalt.Audit;

/// <summary>What is about to be saved of audited entities: looked at before, when old values are known, written after, when ids are.</summary>
internal sealed class AuditTrail
{
    /// <summary>Properties that hold the id of a blog.</summary>
    private static readonly string[] BlogIds = ["BlogId", "MergedIntoId"];

    /// <summary>Of a post's words the log speaks when they change for its readers, not when it goes out or away.</summary>
    private static readonly string[] Words = [nameof(Post.Slug), nameof(Post.Title), nameof(Post.Lead), nameof(Post.BodyHtml), nameof(Post.Corrections)];

    private readonly List<Change> _changes;

    private AuditTrail(List<Change> changes) => _changes = changes;

    public bool IsEmpty => _changes.Count == 0;

    /// <exception cref="InvalidOperationException">Somebody wants to change the log.</exception>
    public static AuditTrail Of(ChangeTracker tracker)
    {
        List<Change> changes = [];
        foreach (var entry in tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (entry.Entity is AuditEntry && entry.State is not EntityState.Added)
            {
                throw new InvalidOperationException("The audit log is only added to.");
            }

            if (entry.Metadata.ClrType.GetCustomAttribute<AuditedAttribute>() is { } audited && (entry.State is EntityState.Modified || !audited.OnlyChanges) && Change.From(entry, audited) is { } change)
            {
                changes.Add(change);
            }
        }

        return new(changes);
    }

    /// <summary>The lines to be written, with names as they are now.</summary>
    public async Task<List<AuditEntry>> EntriesAsync(SpaltDb db, CancellationToken cancel)
    {
        List<AuditEntry> entries = [];
        foreach (var change in _changes)
        {
            var (networkId, name) = await NameAsync(db, change.Entity, cancel);
            await SayBlogsAsync(db, change, cancel);
            entries.Add(new AuditEntry(
                db.Actor, networkId, change.Verb, (change.Kind, change.Key), name, AuditValues.Json(change.Before), AuditValues.Json(change.After), db.Now));
        }

        return entries;
    }

    /// <summary>The network that an entity belongs to, and what people call it. The one place that knows this of each kind.</summary>
    private static async Task<(long? NetworkId, string Name)> NameAsync(SpaltDb db, object entity, CancellationToken cancel)
    {
        switch (entity)
        {
            case Network network:
                return (network.Id, network.Name);
            case Blog blog:
                return (blog.NetworkId, blog.Title);
            case BlogPage page:
                return (page.NetworkId, page.Title);
            case BlogPicture picture:
                return (await db.MediaFiles.Where(f => f.Id == picture.FileId).Select(f => (long?)f.NetworkId).SingleOrDefaultAsync(cancel), picture.Name);
            case Post post:
                return (post.NetworkId, post.Title);
            case PostDraft draft:
                return (await db.Posts.Where(p => p.Id == draft.PostId).Select(p => (long?)p.NetworkId).SingleOrDefaultAsync(cancel), draft.Title);
            case Revision revision:
                return (await db.Posts.Where(p => p.Id == revision.PostId).Select(p => (long?)p.NetworkId).SingleOrDefaultAsync(cancel), revision.Title);
            case Headlines.HeadlineFeed feed:
                return (feed.NetworkId, feed.Name ?? feed.Title ?? feed.Url);
            case NetworkLook look:
                return (look.NetworkId, "");
            case NetworkRules rules:
                return (rules.NetworkId, AuditValues.Text(rules.Version)!);
            case NetworkSlot slot:
                return (slot.NetworkId, slot.Place.ToString());
            case RuleSetting setting:
                return (setting.NetworkId, setting.Rule.ToString());
            case Evidence evidence:
                return (evidence.NetworkId, AuditValues.Text(evidence.DecisionId)!);
            case NetworkMember member:
                return (member.NetworkId, await AccountAsync(member.AccountId));
            case BlogMember member:
                var blogOf = await db.Blogs.Where(b => b.Id == member.BlogId).Select(b => new { b.NetworkId, b.Title }).SingleOrDefaultAsync(cancel);
                return (blogOf?.NetworkId, $"{await AccountAsync(member.AccountId)}, {blogOf?.Title}");
            case Login login:
                return (null, await AccountAsync(login.AccountId));
            case Invitation invitation:
                var title = await db.Blogs.Where(b => b.Id == invitation.BlogId).Select(b => b.Title).SingleOrDefaultAsync(cancel);
                return (invitation.NetworkId, string.Join(", ", new[] { invitation.Email, title }.OfType<string>()));
            default:
                throw new NotSupportedException($"Nothing is said here about {entity.GetType().Name}.");
        }

        async Task<string> AccountAsync(long id) => await db.Accounts.Where(a => a.Id == id).Select(a => a.Name).SingleOrDefaultAsync(cancel) ?? "";
    }

    /// <summary>A blog is its address, not its number, to whoever reads the log.</summary>
    private static async Task SayBlogsAsync(SpaltDb db, Change change, CancellationToken cancel)
    {
        foreach (var values in new[] { change.Before, change.After })
        {
            foreach (var name in BlogIds.Where(n => values?.GetValueOrDefault(n) is long))
            {
                var id = (long)values![name]!;
                values[name] = await db.Blogs.Where(b => b.Id == id).Select(b => b.Slug).SingleOrDefaultAsync(cancel);
            }
        }
    }

    private sealed record Change(EntityEntry Entry, AuditVerb Verb, Dictionary<string, object?>? Before, Dictionary<string, object?>? After)
    {
        public object Entity => Entry.Entity;

        public string Kind => Entry.Metadata.ClrType.Name;

        public string Key => string.Join('/', Entry.Metadata.FindPrimaryKey()!.Properties.Select(p => AuditValues.Text(Entry.CurrentValues[p])));

        /// <summary>Null where nothing changed that anybody answers for.</summary>
        public static Change? From(EntityEntry entry, AuditedAttribute audited)
        {
            var before = entry.State is EntityState.Added ? null : new Dictionary<string, object?>(StringComparer.Ordinal);
            var after = entry.State is EntityState.Deleted ? null : new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var property in entry.Properties.Where(p => AuditValues.Counts(p.Metadata, audited)))
            {
                var (old, now) = (property.OriginalValue, property.CurrentValue);
                if (entry.State is EntityState.Modified ? !Equals(old, now) : now is not null)
                {
                    before?.Add(property.Metadata.Name, old);
                    after?.Add(property.Metadata.Name, now);
                }
            }

            var isNothing = entry.State is EntityState.Modified && after!.Count == 0;
            if (isNothing || AuditVerbs.Of(entry, after) is not { } verb)
            {
                return null;
            }

            if (entry.Entity is Post post)
            {
                SayWords(post, verb, before, after);
            }

            return new Change(entry, verb, before, after);
        }

        private static void SayWords(Post post, AuditVerb verb, Dictionary<string, object?>? before, Dictionary<string, object?>? after)
        {
            if (verb is not (AuditVerb.Changed or AuditVerb.Corrected))
            {
                foreach (var name in Words)
                {
                    before?.Remove(name);
                    after?.Remove(name);
                }
            }

            if (verb is AuditVerb.Corrected)
            {
                // The one that is new; the others stand in lines of their own.
                before![nameof(Post.Corrections)] = null;
                after![nameof(Post.Corrections)] = Correction.Read(post.Corrections)[^1].Text;
            }
        }
    }
}
