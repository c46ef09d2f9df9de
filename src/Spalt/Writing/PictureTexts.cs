using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Pictures;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>What was typed into the writing page's form of a picture that lacked words.</summary>
/// <param name="Address">As <c>src</c> says.</param>
internal sealed record TypedAlt(string Address, string Alt, bool IsDecorative)
{
    /// <summary>The form has three fields for each picture: its address, its words, and a tick whose value is the address again.</summary>
    public static IReadOnlyList<TypedAlt> Read(IFormCollection form)
    {
        var (addresses, alts, decorative) = (form["picture"], form["picture-alt"], form["picture-decorative"]);
        return [.. addresses.Zip(alts, (address, alt) => new TypedAlt(address ?? "", alt ?? "", decorative.Contains(address, StringComparer.Ordinal)))];
    }
}

/// <summary>A picture of a text of which nobody has said what it shows: the page asks for it.</summary>
/// <param name="Shown">What the page shows of it; null for one that does not lie with us.</param>
internal sealed record WordlessPicture(string Address, string Name, Picture? Shown, string Alt, bool IsDecorative);

/// <summary>What is said of a text's pictures for those who do not see them. Before it has been said, no text goes anywhere.</summary>
internal static class PictureTexts
{
    private const int MostChoosable = 60;

    /// <summary>The text with the words that were typed for its pictures.</summary>
    /// <param name="html">Sanitised HTML.</param>
    public static string Describe(string html, IReadOnlyList<TypedAlt> typed, FieldErrors errors)
    {
        foreach (var (address, said, isDecorative) in typed)
        {
            var alt = TextLine.Of(said);
            if (isDecorative && alt.Length > 0)
            {
                errors.Add("pictures", "AltOrDecorative");
            }
            else if (alt.Length > BlogPicture.LongestAlt)
            {
                errors.Add("pictures", "TooLong", BlogPicture.LongestAlt);
            }
            else if (isDecorative || alt.Length > 0)
            {
                html = PicturesOnPages.Describe(html, address, alt);
            }
        }

        return html;
    }

    public static bool LacksWords(string html) => PicturesOnPages.In(html).Any(p => p.LacksAlt);

    /// <summary>The pictures that lack words, by the names of the blog's library; what that says of them is suggested.</summary>
    public static async Task<List<WordlessPicture>> WordlessAsync(
        this SpaltDb db, long blogId, string html, IReadOnlyList<TypedAlt> typed, CancellationToken cancel)
    {
        var lacking = PicturesOnPages.In(html).Where(p => p.LacksAlt).DistinctBy(p => p.Address, StringComparer.Ordinal).ToList();
        var hashes = lacking.ConvertAll(p => p.Hash);
        var known = await db.BlogPictures.AsNoTracking().In(blogId).Join(db.MediaFiles, p => p.FileId, f => f.Id, (p, f) => new { Picture = p, File = f })
            .Where(k => hashes.Contains(k.File.Hash)).ToListAsync(cancel);
        return lacking.ConvertAll(lack =>
        {
            var (said, kept) = (typed.FirstOrDefault(t => t.Address == lack.Address), known.Find(k => k.File.Hash == lack.Hash));
            var name = kept?.Picture.Name is { Length: > 0 } called ? called : lack.Address[(lack.Address.LastIndexOf('/') + 1)..];
            return new WordlessPicture(
                lack.Address, name, kept?.File.Shown, said?.Alt ?? kept?.Picture.Alt ?? "", said?.IsDecorative ?? kept?.Picture.IsDecorative ?? false);
        });
    }

    /// <summary>What a writer may choose to stand for a post: the library's newest pictures, and the one chosen before.</summary>
    public static async Task<List<(string Hash, string Name)>> ChoosableAsync(this SpaltDb db, long blogId, string chosen, CancellationToken cancel)
    {
        var all = db.BlogPictures.AsNoTracking().In(blogId).Join(db.MediaFiles, p => p.FileId, f => f.Id, (p, f) => new { p.Id, p.Name, p.Alt, f.Hash });
        var newest = await all.OrderByDescending(p => p.Id).Take(MostChoosable).ToListAsync(cancel);
        var before = newest.Exists(p => p.Hash == chosen) ? [] : await all.Where(p => p.Hash == chosen).ToListAsync(cancel);
        return before.Concat(newest).Select(p => (p.Hash, p.Alt.Length == 0 ? p.Name : $"{p.Name}: {(p.Alt.Length > 60 ? p.Alt[..60] + "…" : p.Alt)}")).ToList();
    }

    /// <summary>Whether the text or the library says what a picture shows, or that it is decoration; one that is not there is not shown either.</summary>
    public static async Task<bool> IsDescribedAsync(this SpaltDb db, long blogId, string hash, string html, CancellationToken cancel) =>
        PicturesOnPages.In(html).Any(p => p.Hash == hash && !p.LacksAlt)
        || !await db.BlogPictures.In(blogId).WithoutAlt().Join(db.MediaFiles, p => p.FileId, f => f.Id, (_, f) => f.Hash).AnyAsync(h => h == hash, cancel);

    /// <summary>The blog's library learns what a text says of pictures of which it knows nothing yet.</summary>
    public static async Task LearnAltsAsync(this SpaltDb db, long blogId, string html, CancellationToken cancel)
    {
        var said = PicturesOnPages.In(html).Where(p => p is { Hash: not null, Alt.Length: > 0, LacksAlt: false })
            .DistinctBy(p => p.Hash, StringComparer.Ordinal).ToDictionary(p => p.Hash!, p => p.Alt!, StringComparer.Ordinal);
        var lacking = said.Count == 0 ? [] : await db.BlogPictures.In(blogId).WithoutAlt().Join(db.MediaFiles, p => p.FileId, f => f.Id, (p, f) => new { Picture = p, f.Hash })
            .Where(l => said.Keys.Contains(l.Hash)).ToListAsync(cancel);
        lacking.ForEach(l => l.Picture.LearnAlt(said[l.Hash]));
    }
}
