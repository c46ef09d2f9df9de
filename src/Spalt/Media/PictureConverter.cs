using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spalt.Formats.Html;
using Spalt.Formats.Images;

namespace Spalt.Media;

/// <summary>
/// Makes of a stranger's file what pages show. Our own reader looks at it first and refuses what it can tell by the header; then it is
/// written anew without metadata; then one process of libvips' decodes it into a plain PNG no larger than the widest variant; and only
/// that is turned into the variants.
/// </summary>
internal sealed class PictureConverter(Vips vips) : IDisposable
{
    /// <summary>Bytes of the largest file that is taken in.</summary>
    public const int Largest = 25 * 1024 * 1024;

    /// <summary>Of one picture, and of all pictures of an animation together.</summary>
    private const long MostPixels = 100_000_000;

    private const int MostFrames = 600;

    /// <summary>What WebP can hold is 16,383.</summary>
    private const string Highest = "16000";

    /// <summary>An animation wider than this is a film.</summary>
    private const int WidestAnimation = 960;

    /// <summary>Above it AVIF is made in half the time for two percent more bytes: what is large costs most, and shows least of it.</summary>
    private const int WidestCareful = 1000;

    /// <summary>At once; the others wait. Each costs a processor, and memory of its own.</summary>
    private readonly SemaphoreSlim _places = new(2);

    public bool IsThere => vips.Missing.Count == 0;

    /// <param name="file">What was uploaded, at most <see cref="Largest"/> bytes.</param>
    /// <param name="folder">A folder of its own, for whatever comes of it; the caller removes it.</param>
    public async Task<(Conversion? Done, PictureFault Fault)> ConvertAsync(string file, string folder, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        try
        {
            return await TakeInAsync(file, folder, cancel);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Cuts a part out of a variant of ours and makes a JPEG of it, which everybody who shows links understands.</summary>
    /// <param name="part">Pixels of the variant.</param>
    /// <param name="size">Pixels of what comes of it.</param>
    /// <returns>Its path in the folder; null where it could not be made.</returns>
    public async Task<string?> CropAsync(string variant, string folder, (int Left, int Top, int Width, int Height) part, (int Width, int Height) size, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        try
        {
            var (cut, made) = (Path.Combine(folder, "cut.png"), Path.Combine(folder, "made.jpg"));
            string[] crop = ["crop", variant, cut + "[compression=0,strip]", Pixels(part.Left), Pixels(part.Top), Pixels(part.Width), Pixels(part.Height)];
            string[] shrink = ["thumbnail", cut, made + "[Q=82,strip,optimize-coding]", Pixels(size.Width), "--height", Pixels(size.Height), "--size", "force"];
            if (await vips.RunAsync(folder, crop, cancel) is not null || await vips.RunAsync(folder, shrink, cancel) is not null)
            {
                return null;
            }

            await SignAsync(made, PictureCleaner.Notes(await File.ReadAllBytesAsync(variant, cancel)), cancel);
            return made;
        }
        finally
        {
            _places.Release();
        }

        static string Pixels(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => _places.Dispose();

    private async Task<(Conversion? Done, PictureFault Fault)> TakeInAsync(string file, string folder, CancellationToken cancel)
    {
        if (!IsThere)
        {
            return (null, PictureFault.Tools);
        }

        var bytes = await File.ReadAllBytesAsync(file, cancel);
        if (Look(bytes, out var frames) is { } fault)
        {
            return (null, fault);
        }

        var header = ImageHeader.Read(bytes)!;
        var clean = Path.Combine(folder, "clean." + header.Extension);
        if (Clean(bytes, clean) is not { } cleaned)
        {
            return (null, PictureFault.Broken);
        }

        return frames > 1 ? await AnimateAsync(header, cleaned, clean, folder, cancel) : await VaryAsync(header, cleaned, clean, folder, cancel);
    }

    private static PictureFault? Look(ReadOnlySpan<byte> bytes, out int frames)
    {
        frames = 0;
        if (bytes.Length > Largest)
        {
            return PictureFault.Bytes;
        }

        if (ImageHeader.Read(bytes) is not { } header)
        {
            return Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 1024)]).Contains("<svg", StringComparison.OrdinalIgnoreCase) ? PictureFault.Svg : PictureFault.Kind;
        }

        frames = ImageHeader.Frames(bytes);
        return (long)header.Width * header.Height > MostPixels ? PictureFault.Pixels
            : frames == 0 ? PictureFault.Broken
            : frames > MostFrames ? PictureFault.Frames
            : (long)header.Width * header.Height * frames > MostPixels ? PictureFault.Pixels
            : null;
    }

    private static (string Hash, ExifNotes Notes)? Clean(ReadOnlySpan<byte> bytes, string path)
    {
        using var hash = SHA256.Create();
        using (var written = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var hashed = new CryptoStream(written, hash, CryptoStreamMode.Write))
        {
            if (PictureCleaner.Clean(bytes, hashed) is { } notes)
            {
                hashed.FlushFinalBlock();
                return (MediaKeeper.HashOf(hash.Hash!), notes);
            }
        }

        return null;
    }

    private async Task<(Conversion? Done, PictureFault Fault)> VaryAsync(
        ImageHeader header, (string Hash, ExifNotes Notes) cleaned, string clean, string folder, CancellationToken cancel)
    {
        var plain = Path.Combine(folder, "plain.png");
        var widest = PictureVariants.Widest.ToString(CultureInfo.InvariantCulture);
        string[] decode = ["thumbnail", clean, plain + "[compression=0,strip]", widest, "--height", Highest, "--size", "down", "--export-profile", "srgb", "--fail-on", "truncated"];
        if (await vips.RunAsync(folder, decode, cancel) is { } fault)
        {
            return (null, fault);
        }

        if (Size(plain) is not { } shown || AsShown(header, shown) is not { } original)
        {
            return (null, PictureFault.Broken);
        }

        // For AVIF, which gets its names by way of this; WebP is signed as a file.
        var named = cleaned.Notes.Credit is null ? plain : await SignPlainAsync(plain, folder, cleaned.Notes, cancel);
        List<(string, string)> files = [(PictureAddress.Original(cleaned.Hash, header.Extension), clean)];
        foreach (var width in PictureVariants.Widths(shown.Width))
        {
            var webp = PictureAddress.Variant(cleaned.Hash, width, "webp");
            if (await MakeAsync(plain, width, webp, "[Q=80,strip,effort=2]") is { } failed)
            {
                return (null, failed);
            }

            await SignAsync(Path.Combine(folder, webp), cleaned.Notes, cancel);
            files.Add((webp, Path.Combine(folder, webp)));

            // A converter without AVIF costs the reader some bytes, not the writer the picture.
            var avif = PictureAddress.Variant(cleaned.Hash, width, "avif");
            if (await MakeAsync(named, width, avif, $"[Q=55{(named == plain ? ",strip" : "")},effort={(width > WidestCareful ? 0 : 1)}]") is null)
            {
                await SignAsync(Path.Combine(folder, avif), cleaned.Notes, cancel);
                files.Add((avif, Path.Combine(folder, avif)));
            }
        }

        return (new(cleaned.Hash, header.Extension, original.Width, original.Height, shown.Width, shown.Height, IsAnimated: false, cleaned.Notes, files), default);

        Task<PictureFault?> MakeAsync(string source, int width, string name, string how) => vips.RunAsync(
            folder, ["thumbnail", source, Path.Combine(folder, name) + how, width.ToString(CultureInfo.InvariantCulture), "--height", Highest, "--size", "down"], cancel);
    }

    private async Task<(Conversion? Done, PictureFault Fault)> AnimateAsync(
        ImageHeader header, (string Hash, ExifNotes Notes) cleaned, string clean, string folder, CancellationToken cancel)
    {
        var (width, made) = (Math.Min(header.Width, WidestAnimation), Path.Combine(folder, "moving.webp"));
        string[] animate = ["thumbnail", clean + "[n=-1]", made + "[Q=75,strip,effort=2]", width.ToString(CultureInfo.InvariantCulture), "--height", Highest, "--size", "down", "--fail-on", "truncated"];
        if (await vips.RunAsync(folder, animate, cancel) is { } fault)
        {
            return (null, fault);
        }

        if (Size(made) is not { } shown)
        {
            return (null, PictureFault.Broken);
        }

        await SignAsync(made, cleaned.Notes, cancel);
        (string, string)[] files =
        [
            (PictureAddress.Original(cleaned.Hash, header.Extension), clean),
            (PictureAddress.Variant(cleaned.Hash, shown.Width, "webp", animated: true), made),
        ];
        return (new(cleaned.Hash, header.Extension, header.Width, header.Height, shown.Width, shown.Height, IsAnimated: true, cleaned.Notes, files), default);
    }

    private static async Task<string> SignPlainAsync(string plain, string folder, ExifNotes notes, CancellationToken cancel)
    {
        var signed = Path.Combine(folder, "named.png");
        await using var from = new FileStream(plain, FileMode.Open, FileAccess.Read);
        await using var to = new FileStream(signed, FileMode.CreateNew, FileAccess.Write);
        await PictureSigner.SignPngAsync(from, to, notes, cancel);
        return signed;
    }

    /// <summary>Who made it goes along with every size of it (Directive 2001/29/EC, article 7).</summary>
    private static async Task SignAsync(string file, ExifNotes notes, CancellationToken cancel)
    {
        if (notes.Credit is not null)
        {
            await File.WriteAllBytesAsync(file, PictureSigner.Sign(await File.ReadAllBytesAsync(file, cancel), notes), cancel);
        }
    }

    private static (int Width, int Height)? Size(string file)
    {
        using var stream = File.OpenRead(file);
        var head = new byte[64];
        return ImageHeader.Read(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))) is { } header ? (header.Width, header.Height) : null;
    }

    /// <summary>The original's size as it is shown, turned if need be; null where what came out of it has another shape than its header says.</summary>
    private static (int Width, int Height)? AsShown(ImageHeader header, (int Width, int Height) shown)
    {
        return HasShape(header.Width, header.Height) ? (header.Width, header.Height) : HasShape(header.Height, header.Width) ? (header.Height, header.Width)

            // A HEIF file may be cut by a property that our reader does not follow.
            : header.Extension is "heic" or "avif" && shown.Width <= header.Width && shown.Height <= header.Height ? shown : null;

        // To a pixel of rounding either way.
        bool HasShape(int width, int height) =>
            shown.Width <= width && shown.Height <= height && Math.Abs(((long)shown.Width * height) - ((long)shown.Height * width)) <= Math.Max(width, height);
    }
}
