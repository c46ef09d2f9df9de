using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Media;
using Spalt.Store;

namespace Spalt.Pictures;

/// <summary>How large a picture may be and how much room a blog has: what the network's publisher decided, never more than the operator gives.</summary>
/// <param name="Megabytes">Of one file.</param>
/// <param name="Room">Megabytes of all pictures of the blog, variants included.</param>
/// <param name="WhomToAsk">Who may give more.</param>
internal sealed record PictureLimits(int Megabytes, int Room, string WhomToAsk)
{
    public const int MostMegabytes = PictureConverter.Largest / Megabyte;
    private const int Megabyte = 1024 * 1024;

    public long Bytes => (long)Megabytes * Megabyte;

    public long RoomBytes => (long)Room * Megabyte;

    public static async Task<PictureLimits> OfAsync(SpaltDb db, MediaOptions options, long blogId, CancellationToken cancel)
    {
        var found = await db.Blogs.AsNoTracking().Where(b => b.Id == blogId).Join(
            db.Networks, b => b.NetworkId, n => n.Id, (b, n) => new { n.PictureMegabytes, Room = b.Megabytes ?? n.BlogMegabytes, WhomToAsk = n.ContactEmail ?? n.Publisher ?? n.Name }).SingleAsync(cancel);
        return new PictureLimits(
            Math.Min(found.PictureMegabytes ?? MostMegabytes, MostMegabytes), Math.Min(found.Room ?? options.QuotaMegabytes, options.QuotaMegabytes), found.WhomToAsk);
    }

    /// <summary>Words for people about a file that was not taken.</summary>
    public string Say(PictureFault fault) => fault switch
    {
        PictureFault.Bytes when Megabytes < MostMegabytes => Texts.Say("Picture.Fault.Bytes", Megabytes) + " " + Texts.Say("Limit.Ask", WhomToAsk),
        PictureFault.Quota => Texts.Say("Picture.Fault.Quota", Room) + " " + Texts.Say("Limit.Ask", WhomToAsk),
        _ => PictureUpload.Say(fault),
    };
}
