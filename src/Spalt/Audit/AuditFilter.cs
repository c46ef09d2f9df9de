using System.Globalization;
using Spalt.Networks;

namespace Spalt.Audit;

/// <summary>Which lines of the log somebody asks for. What cannot be read asks for nothing.</summary>
internal sealed record AuditFilter(string? Who, string? Kind, string? From, string? To)
{
    /// <summary>In place of an account: what was done at the terminal, and by the program itself.</summary>
    public const string Machine = "machine";

    private long? Account => long.TryParse(Who, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Newest first.</summary>
    public IQueryable<AuditEntry> Of(IQueryable<AuditEntry> entries, NetworkFace network)
    {
        entries = entries.Where(e => e.NetworkId == network.Id);
        entries = (Who, Account) switch
        {
            (Machine, _) => entries.Where(e => e.ActorId == null),
            (_, { } id) => entries.Where(e => e.ActorId == id),
            _ => entries,
        };
        if (!string.IsNullOrEmpty(Kind))
        {
            entries = entries.Where(e => e.Kind == Kind);
        }

        if (DayOf(From) is { } first)
        {
            var at = network.StartOf(first);
            entries = entries.Where(e => e.At >= at);
        }

        if (DayOf(To) is { } last && last < DateOnly.MaxValue)
        {
            var at = network.StartOf(last.AddDays(1));
            entries = entries.Where(e => e.At < at);
        }

        return entries.OrderByDescending(e => e.Id);
    }

    /// <summary>The address of a page that asks for the same.</summary>
    public string At(string path, long? before = null)
    {
        var query = new QueryString();
        foreach (var (name, value) in new[] { ("who", Who), ("kind", Kind), ("from", From), ("to", To), ("before", before?.ToString(CultureInfo.InvariantCulture)) })
        {
            query = string.IsNullOrEmpty(value) ? query : query.Add(name, value);
        }

        return path + query;
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? day : null;
}
