using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>A note in the margin as the page shows it.</summary>
/// <param name="IsThere">Whether the passage still stands in the draft.</param>
internal sealed record ShownNote(long Id, string Quote, string Text, string By, DateTimeOffset At, bool IsThere);

internal static class MarginNotes
{
    /// <summary>What is left to do, in the order in which it was said.</summary>
    public static async Task<List<ShownNote>> OpenNotesAsync(this SpaltDb db, PostDraft draft, CancellationToken cancel)
    {
        var rows = await db.MarginNotes.AsNoTracking().Where(n => n.PostId == draft.PostId && n.ResolvedAt == null).OrderBy(n => n.Id).Take(MarginNote.Most)
            .Join(db.Accounts, n => n.ById, a => a.Id, (n, a) => new { n.Id, n.Quote, n.Text, n.At, By = a.Name }).ToListAsync(cancel);
        var text = draft.Text;
        return rows.ConvertAll(n => new ShownNote(n.Id, n.Quote, n.Text, n.By, n.At, MarginNote.Stands(n.Quote, text)));
    }

    /// <summary>A note of the form's, or what is wrong with it.</summary>
    public static async Task<MarginNote?> TakeNoteAsync(this SpaltDb db, IFormCollection form, PostDraft draft, long by, DateTimeOffset now, FieldErrors errors, CancellationToken cancel)
    {
        var (quote, text) = (TextLine.Of(form["quote"].ToString()), TextLine.Of(form["remark"].ToString()));
        if (quote.Length is 0 or > MarginNote.LongestQuote)
        {
            errors.Add("quote", quote.Length == 0 ? "NoQuote" : "TooLong", MarginNote.LongestQuote);
        }
        else if (!MarginNote.Stands(quote, draft.Text))
        {
            errors.Add("quote", "QuoteIsNotThere");
        }

        if (text.Length is 0 or > MarginNote.LongestText)
        {
            errors.Add("remark", text.Length == 0 ? "NoNote" : "TooLong", MarginNote.LongestText);
        }

        if (!errors.Any && await db.MarginNotes.CountAsync(n => n.PostId == draft.PostId, cancel) >= MarginNote.Most)
        {
            errors.Add("remark", "ManyTerms", MarginNote.Most);
        }

        return errors.Any ? null : new MarginNote(draft.PostId, quote, text, by, now);
    }

    /// <summary>The note that a form's button names; null where it is of another post.</summary>
    public static async Task<MarginNote?> NamedNoteAsync(this SpaltDb db, IFormCollection form, long postId, CancellationToken cancel) =>
        long.TryParse(form["which"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.MarginNotes.SingleOrDefaultAsync(n => n.Id == id && n.PostId == postId, cancel) : null;
}
