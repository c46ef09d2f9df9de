using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;

namespace Spalt.Demo;

/// <summary><c>spalt seed</c>: the demo network, or with <c>--posts</c> as much made-up data as a measurement needs.</summary>
internal static class SeedCommand
{
    public static Command Make()
    {
        var posts = CommandLine.Option<int?>("--posts", "N", "Seed.Posts");
        var blogs = CommandLine.Option<int>("--blogs", "M", "Seed.Blogs");
        blogs.DefaultValueFactory = _ => 1;
        var comments = CommandLine.Option<int>("--comments", "K", "Seed.Comments");
        var seed = CommandLine.Option<int>("--seed", "S", "Seed.Seed");
        var texts = CommandLine.Option<string?>("--texts", "FILE", "Seed.Texts");
        var ifEmpty = new Option<bool>("--if-empty") { Description = Texts.Command("Seed.IfEmpty") };
        var host = CommandLine.Option<string>("--host", "HOST", "Seed.Host");
        host.DefaultValueFactory = _ => "localhost:5080";
        return new Command("seed", Texts.Command("Seed")) { posts, blogs, comments, seed, texts, ifEmpty, host }.Does((installation, asked, cancel) =>
        {
            var bulk = asked.GetValue(posts);
            if (bulk < 1 || asked.GetValue(blogs) < 1 || asked.GetValue(comments) < 0
                || (bulk is null && (asked.GetValue(blogs) != 1 || asked.GetValue(comments) != 0 || asked.GetValue(texts) is not null)))
            {
                throw new CommandException(Texts.Command("Seed.BadNumbers"), CommandLine.BadInput);
            }

            var address = HostName.Checked(asked.GetValue(host)!);
            return installation.WithDatabaseAsync(
                async (db, services) =>
                {
                    if (await db.Networks.AnyAsync(cancel))
                    {
                        if (asked.GetValue(ifEmpty))
                        {
                            return;
                        }

                        throw new CommandException(Texts.Command("Seed.NotEmpty"));
                    }

                    var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                    if (bulk is { } count)
                    {
                        await new BulkSeed(db, now, address, asked.GetValue(seed), asked.GetValue(texts)) { Comments = asked.GetValue(comments) }.RunAsync(count, asked.GetValue(blogs), cancel);
                    }
                    else
                    {
                        await new DemoNetwork(db, services.GetRequiredService<MediaKeeper>(), address, now).PlantAsync(cancel);
                    }

                    Console.WriteLine(Texts.Command("Seed.Done", await db.Blogs.CountAsync(cancel), await db.Posts.CountAsync(cancel)));
                },
                cancel);
        });
    }
}
