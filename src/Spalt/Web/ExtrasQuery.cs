using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Web;

/// <summary>Reads what the pages of all networks need besides the networks themselves. Stands here because it looks at blogs, which networks know nothing of.</summary>
internal static class ExtrasQuery
{
    /// <returns>The extras of a network by its id.</returns>
    public static async Task<Func<long, NetworkExtras>> ReadAsync(SpaltDb db, CancellationToken cancel)
    {
        var looks = await (
            from look in db.NetworkLooks.AsNoTracking()
            from file in db.MediaFiles.AsNoTracking().Where(f => f.Id == look.LogoId).DefaultIfEmpty()
            select new { look, file }).ToDictionaryAsync(l => l.look.NetworkId, l => Face(l.look, l.file), cancel);
        var special = (await db.Blogs.AsNoTracking().Where(b => b.SuspendedAt != null || b.MergedIntoId != null || b.State == BlogState.Closed || b.Domain != null)
            .Select(b => new
            {
                b.NetworkId,
                b.Slug,
                b.Id,
                IsSuspended = b.SuspendedAt != null,
                IsClosed = b.State == BlogState.Closed,
                b.Domain,
                Into = db.Blogs.Where(i => i.Id == b.MergedIntoId).Select(i => i.Slug).FirstOrDefault(),
            }).ToListAsync(cancel)).ToLookup(b => b.NetworkId);
        var slots = (await db.NetworkSlots.AsNoTracking().Where(s => s.Html != "").OrderBy(s => s.Id).ToListAsync(cancel)).ToLookup(s => s.NetworkId);
        var rules = await db.NetworkRules.Select(r => r.NetworkId).Distinct().ToListAsync(cancel);
        var comments = (await db.RuleSettings.AsNoTracking().Where(s => s.Rule == RuleName.SpamCheck || s.Rule == RuleName.Work).ToListAsync(cancel)).ToLookup(s => (s.NetworkId, s.Rule));
        return id => new NetworkExtras(
            looks.GetValueOrDefault(id) ?? LookFace.Standard,
            special[id].Where(b => b.IsSuspended || b.Into is not null).ToFrozenDictionary(b => b.Slug, b => new ClosedBlog(b.Id, b.Into), StringComparer.OrdinalIgnoreCase),
            [.. special[id].Where(b => b.Into is null && (b.IsSuspended || b.IsClosed)).Select(b => b.Id)],
            [.. slots[id].Select(s => new SlotFace(s.Place, s.Html, s.Hosts))],
            rules.Contains(id))
        {
            Domains = special[id].Where(b => b.Domain is not null)
                .ToFrozenDictionary(b => b.Slug, b => new BlogDomain(b.Id, b.Slug, b.Domain!, IsMerged: b.Into is not null), StringComparer.OrdinalIgnoreCase),
            AsksOutside = comments[(id, RuleName.SpamCheck)].All(s => s.IsOn),
            WorkBits = comments[(id, RuleName.Work)].FirstOrDefault(s => s.IsOn)?.Number,
        };
    }

    private static LookFace Face(NetworkLook look, MediaFile? logo) => new(
        logo?.Shown, look.Paper, look.Ink, look.PaperDark, look.InkDark, look.Face, MenuRow.Read(look.Menu), MenuRow.Read(look.Footer));
}
