using System.Globalization;
using System.Text;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;
using Spalt.Imports;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Demo;

#pragma warning disable S2245 // Nothing here is secret, and the same seed must give the same data.
/// <summary>Much made-up data by the importer's own way: posts of about 280 words whose word use follows Zipf's law, the same for the same seed.</summary>
internal sealed class BulkSeed(SpaltDb db, DateTimeOffset now, string host, int seed, string? textsFile)
{
    private const int InOneTransaction = 2000;
    private const int Vocabulary = 3000;
    private static readonly string[] Syllables =
        ["bro", "is", "älv", "skog", "vik", "sten", "ny", "gran", "lid", "by", "torg", "sjö", "hamn", "ås", "mark", "holm", "berg", "dal", "ö", "ler", "säl", "vind", "norr", "sol"];

    /// <summary>How many comments the first post has, a second apart; two of three answer another.</summary>
    public int Comments { get; init; }

    private readonly string[] _words = Words(seed);
    private readonly (string Title, string Html)[] _texts = textsFile is null ? [] : ReadTexts(textsFile);

    public async Task RunAsync(int posts, int blogs, CancellationToken cancel)
    {
        var network = Network.Start(host, "Prov", "sv", now);
        db.Add(network);
        await db.SaveChangesAsync(cancel);
        await Progress.RunAsync(Texts.Command("Seed.Progress"), posts, async step =>
        {
            List<(int Blog, int From, int To)> share = [];
            for (var b = 0; b < blogs; b++)
            {
                share.Add((b, (int)((long)posts * b / blogs), (int)((long)posts * (b + 1) / blogs)));
            }

            foreach (var some in Portions(share))
            {
                await db.InTransactionAsync(() => PlantAsync(network, some, posts, cancel), cancel);
                step(some.Sum(s => s.To - s.From));
                db.ChangeTracker.Clear();
            }
        });
    }

    private readonly Dictionary<int, Blog> _blogs = [];

    private async Task PlantAsync(Network network, List<(int Blog, int From, int To)> portions, int total, CancellationToken cancel)
    {
        foreach (var (number, from, to) in portions)
        {
            if (!_blogs.TryGetValue(number, out var blog))
            {
                _blogs.Clear();
                blog = Blog.Start(network.Id, string.Create(CultureInfo.InvariantCulture, $"blogg-{number + 1}"), $"Blogg {number + 1}", now);
                blog.Describe(_words[number % 100], "<p>" + string.Join(' ', _words.Skip(number % 500).Take(20)) + ".</p>", accent: null, portraitId: null);
                db.Add(blog);
                await db.SaveChangesAsync(cancel);
                _blogs[number] = blog;
            }

            var terms = new ImportTerms("Skribent " + (number + 1).ToString(CultureInfo.InvariantCulture), AsOf: null, now);
            var posts = Enumerable.Range(from, to - from).AsParallel().AsOrdered().Select(i => Post(i, total)).ToList();
            await new PageWriter(db, network, blog, terms).WriteAsync(posts, cancel);

            // All of it is written; each further save would look through all of it for changes.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Consecutive posts go to one blog, but their times run through all blogs alike.</summary>
    private SavedPost Post(int number, int total)
    {
        var random = new Random(HashCode(number));
        var at = now.UtcDateTime.AddMinutes(-1 - (Scatter(number, total) * 6.0 * 365 * 24 * 60 / total)).AddSeconds(number == 0 ? -Comments : 0);
        var (title, html) = _texts.Length > 0 ? _texts[number % _texts.Length] : (Sentence(random, 5).TrimEnd('.'), Body(random));
        return new SavedPost(title, html)
        {
            Slug = string.Create(CultureInfo.InvariantCulture, $"{Slug.Of(title, 40)}-{number + 1}"),
            Published = PartialDate.OfDay(at.Year, at.Month, at.Day).At(at.Hour, at.Minute, at.Second, TimeSpan.Zero),
            Categories = [_words[20 + (number % 5)]],
            Tags = [_words[40 + (number % 50)], _words[100 + random.Next(50)]],
            Likes = random.Next(20),
            Comments = number == 0 ? [.. Enumerable.Range(1, Comments).Select(i => Comment(random, i, at.AddSeconds(i)))] : [],
        };
    }

    private SavedComment Comment(Random random, int number, DateTime at)
    {
        var answered = random.Next(Math.Max(1, number - 50), number + 1);
        return new SavedComment(
            Number(number), number % 3 == 0 || answered == number ? null : Number(answered), _words[random.Next(200)], PartialDate.OfDay(at.Year, at.Month, at.Day).At(at.Hour, at.Minute, at.Second, TimeSpan.Zero),
            "<p>" + Sentence(random, 12) + "</p>");

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private int HashCode(int number) => unchecked((seed * 486187739) + (number * 16777619));

    /// <summary>A permutation of the posts, so that every blog has posts of every year.</summary>
    private static long Scatter(int number, int total)
    {
        const long Prime = 2147483629;
        return number * Prime % total;
    }

    private string Body(Random random)
    {
        var html = new StringBuilder();
        for (var words = 0; words < 250;)
        {
            html.Append("<p>");
            for (var sentence = 0; sentence < 4; sentence++)
            {
                var length = random.Next(8, 21);
                html.Append(Sentence(random, length)).Append(' ');
                words += length;
            }

            html.Append("</p>");
        }

        return html.ToString();
    }

    private string Sentence(Random random, int length)
    {
        var words = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            words.Append(i == 0 ? "" : " ").Append(_words[(int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary)) - 1]);
        }

        words[0] = char.ToUpperInvariant(words[0]);
        return words.Append('.').ToString();
    }

    private static IEnumerable<List<(int Blog, int From, int To)>> Portions(List<(int Blog, int From, int To)> share)
    {
        List<(int Blog, int From, int To)> portion = [];
        var size = 0;
        foreach (var (blog, start, end) in share)
        {
            for (var from = start; from < end;)
            {
                var to = Math.Min(end, from + InOneTransaction - size);
                portion.Add((blog, from, to));
                size += to - from;
                from = to;
                if (size == InOneTransaction)
                {
                    yield return portion;
                    portion = [];
                    size = 0;
                }
            }
        }

        if (portion.Count > 0)
        {
            yield return portion;
        }
    }

    private static string[] Words(int seed)
    {
        var random = new Random(seed);
        var words = new HashSet<string>(["och", "i", "att", "det", "som", "på", "är", "av", "för", "en", "med", "till", "den", "har", "inte", "om", "ett", "vi", "men", "nu"], StringComparer.Ordinal);
        while (words.Count < Vocabulary)
        {
            words.Add(string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Syllables[random.Next(Syllables.Length)])) + (random.Next(3) == 0 ? "en" : ""));
        }

        return [.. words];
    }

    /// <summary>Texts of a tab-separated file whose fourth column is a headline and whose sixth is HTML.</summary>
    private static (string Title, string Html)[] ReadTexts(string file) =>
        !File.Exists(file) ? throw new CommandException(Language.Texts.Command("Seed.NoTexts", file), CommandLine.BadInput)
        : [.. File.ReadLines(file).Select(line => line.Split('\t')).Select(columns => columns.Length > 5
            ? (columns[3], columns[5])
            : throw new CommandException(Language.Texts.Command("Seed.BadTexts", file), CommandLine.BadInput))];
}
