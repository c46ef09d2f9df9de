using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Audit;

/// <summary>
/// <c>/-/network/log.csv</c> (RFC 4180, UTF-8) and <c>/-/network/log.jsonl</c>, filtered as the page is, newest first, as long as the log is:
/// rows go out as they are read.
/// </summary>
internal static class LogExport
{
    private static readonly string[] Columns = ["id", "at", "actor_id", "actor", "household", "verb", "kind", "subject_id", "subject", "before", "after"];

    /// <summary>A cell with one of these stands between quotes; some programs part cells by a semicolon.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n;\t");

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void MapAuditLog(this IEndpointRouteBuilder app)
    {
        app.MapGet("/-/network/log.csv", (HttpContext context, SpaltDb db, string? who, string? kind, string? from, string? to, CancellationToken cancel) =>
            WriteAsync(context, db, new AuditFilter(who, kind, from, to), "csv", "text/csv", string.Join(',', Columns) + "\r\n", Csv, cancel)).RequireAuthorization(Policies.EditNetwork);
        app.MapGet("/-/network/log.jsonl", (HttpContext context, SpaltDb db, string? who, string? kind, string? from, string? to, CancellationToken cancel) =>
            WriteAsync(context, db, new AuditFilter(who, kind, from, to), "jsonl", "application/jsonl", "", Json, cancel)).RequireAuthorization(Policies.EditNetwork);
    }

    /// <summary>
    /// A cell of a CSV file. What a spreadsheet would take for a formula (OWASP, CSV Injection) begins with an apostrophe, which makes it text.
    /// </summary>
    public static string Cell(string? value)
    {
        var text = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + value : value ?? "";
        return text.AsSpan().IndexOfAny(Quoted) >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static async Task WriteAsync(
        HttpContext context, SpaltDb db, AuditFilter filter, string extension, string type, string heading, Func<AuditEntry, string> line, CancellationToken cancel)
    {
        var network = context.Network();
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"log.{extension}\"";
        context.Response.ContentType = type + "; charset=utf-8";
        await context.Response.WriteAsync(heading, Encoding.UTF8, cancel);
        await foreach (var entry in filter.Of(db.AuditEntries.AsNoTracking(), network).AsAsyncEnumerable().WithCancellation(cancel))
        {
            await context.Response.WriteAsync(line(entry), Encoding.UTF8, cancel);
        }
    }

    private static string Csv(AuditEntry entry) => string.Join(',', Values(entry).Select(v => Cell(v.Value))) + "\r\n";

    private static string Json(AuditEntry entry)
    {
        var values = Values(entry).Where(v => v.Value is not null && v.Name is not ("before" or "after")).ToDictionary(v => v.Name, v => (object?)v.Value, StringComparer.Ordinal);
        values["before"] = entry.Before is null ? null : AuditValues.Read(entry.Before);
        values["after"] = entry.After is null ? null : AuditValues.Read(entry.After);
        return JsonSerializer.Serialize(values, Plainly) + "\n";
    }

    private static IEnumerable<(string Name, string? Value)> Values(AuditEntry e) => Columns.Zip(
    [
        e.Id.ToString(CultureInfo.InvariantCulture), AuditValues.Text(e.At), AuditValues.Text(e.ActorId), e.Actor, e.Household,
        e.Verb.ToString(), e.Kind, e.SubjectId, e.Subject, e.Before, e.After,
    ]);
}
