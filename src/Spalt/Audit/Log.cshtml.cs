using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Managing;
using Spalt.Members;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;
using Spalt.Writing;

namespace Spalt.Audit;

/// <summary>The audit log of the network, newest first. For its editors too: whoever acts with rights is seen by all who have them.</summary>
[Authorize(Policy = Policies.EditNetwork)]
internal sealed class LogPage(SpaltDb db) : FormPage
{
    public const string Path = "/-/network/log";
    private const int PageSize = 50;
    private const int MostPeople = 500;

    /// <summary>Kinds of entities that can be asked for: all that are audited.</summary>
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    public IReadOnlyList<(string Id, string Name)> People { get; private set; } = [];

    public AuditFilter Filter { get; private set; } = null!;

    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    /// <summary>Where the post of a line is worked on, by the line's id; only of posts that are still there.</summary>
    public IReadOnlyDictionary<long, string> Posts { get; private set; } = new Dictionary<long, string>();

    /// <summary>Address of the next page; null on the last.</summary>
    public string? Older { get; private set; }

    public NetworkHead Head => new("log", HttpContext.Person().IsPublisher);

    public async Task OnGetAsync(string? who, string? kind, string? from, string? to, long? before, CancellationToken cancel)
    {
        Kinds = [.. db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsDefined(typeof(AuditedAttribute), inherit: false)).Select(t => t.Name)];
        Filter = new AuditFilter(who, Kinds.Contains(kind, StringComparer.Ordinal) ? kind : null, from, to);

        // A look into the index for each account, instead of at each line of the log.
        var people = await db.Accounts.Where(a => db.AuditEntries.Any(e => e.NetworkId == Network.Id && e.ActorId == a.Id))
            .OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).Take(MostPeople).ToListAsync(cancel);
        People = [.. people.OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => (AuditValues.Text(p.Id)!, p.Name))];
        var found = await Filter.Of(db.AuditEntries.AsNoTracking(), Network).Where(e => before == null || e.Id < before).Take(PageSize + 1).ToListAsync(cancel);
        Lines = [.. found.Take(PageSize).Select(e => new AuditLine(e))];
        Posts = await PostsAsync(cancel);
        Older = found.Count > PageSize ? Filter.At(Path, found[PageSize - 1].Id) : null;
        new PageHead(Texts.Say("Audit.Title")).On(ViewData);
    }

    private async Task<Dictionary<long, string>> PostsAsync(CancellationToken cancel)
    {
        var named = Lines.Where(l => l.Entry.Kind is nameof(Post) or nameof(PostDraft))
            .ToDictionary(l => l.Entry.Id, l => long.Parse(l.Entry.SubjectId, CultureInfo.InvariantCulture));
        var ids = named.Values.Distinct().ToList();
        var there = await db.Posts.Where(p => ids.Contains(p.Id) && (p.State != PostState.Removed || p.BinnedAt != null))
            .Join(db.Blogs, p => p.BlogId, b => b.Id, (p, b) => new { p.Id, b.Slug }).ToDictionaryAsync(p => p.Id, p => p.Slug, cancel);
        return named.Where(n => there.ContainsKey(n.Value))
            .ToDictionary(n => n.Key, n => string.Create(CultureInfo.InvariantCulture, $"/-/write/{there[n.Value]}/{n.Value}"));
    }
}
