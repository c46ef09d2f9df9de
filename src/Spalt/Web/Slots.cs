using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Html;
using Spalt.Formats.Html;
using Spalt.Networks;

namespace Spalt.Web;

/// <summary>
/// What the publisher has put into places of the public pages. Below <c>/-/</c>, where people sign in and work, no page ever has any of it,
/// nor a policy that would let it run.
/// </summary>
internal static class Slots
{
    /// <summary>Worked out once for each look at the networks.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<SlotFace>, string> Policies = [];

    /// <summary>HTML of a place of this page; null for nothing.</summary>
    public static IHtmlContent? In(HttpContext context, SlotPlace place) =>
        HasSlots(context) && context.Network().Extras.Slots.FirstOrDefault(s => s.Place == place) is { } slot ? new HtmlString(slot.Html) : null;

    /// <summary>The policy that lets run what this page's slots say, and nothing else; null where it has none.</summary>
    public static string? Policy(HttpContext context) =>
        HasSlots(context) && context.Network().Extras.Slots is { Count: > 0 } slots ? Policies.GetValue(slots, PolicyOf) : null;

    /// <summary>The pages' own policy, with the hashes of inline scripts and style sheets, and those hosts that elements name and the publisher has confirmed.</summary>
    public static string PolicyOf(IReadOnlyList<SlotFace> slots)
    {
        var more = SecurityHeaders.Directives.ToDictionary(d => d.Name, d => new List<string> { d.Sources }, StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            var markup = SlotMarkup.Read(slot.Html, slot.Place is SlotPlace.Head);
            var confirmed = slot.Hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Add("script-src", markup.ScriptHashes.Select(h => $"'{h}'"));
            Add("style-src", markup.StyleHashes.Select(h => $"'{h}'"));
            foreach (var source in markup.Sources.Where(s => confirmed.Contains(s.Host, StringComparer.Ordinal)))
            {
                Add(source.Directive, ["https://" + source.Host]);
                if (source.Directive == "script-src")
                {
                    // A script of theirs that may not ask its own host for anything is of no use.
                    Add("connect-src", ["https://" + source.Host]);
                }
            }
        }

        return string.Join("; ", more.Select(d => $"{d.Key} {string.Join(' ', d.Value.Distinct(StringComparer.Ordinal))}"));

        void Add(string directive, IEnumerable<string> sources)
        {
            if (!more.TryGetValue(directive, out var known))
            {
                more[directive] = known = [];
            }

            known.AddRange(sources);
        }
    }

    private static bool HasSlots(HttpContext context) => context.Features.Get<NetworkFace>() is not null && !context.Request.Path.StartsWithSegments("/-", StringComparison.Ordinal);
}
