using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Likes;
using Spalt.Moderation;
using Spalt.Posts;

namespace Spalt.Tests.Reading;

public class ReadingAPost
{
    private static readonly DateTimeOffset Feb = new(2020, 2, 20, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Its_head_says_what_it_is()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb, tags: ["Umeå"], categories: ["Kollektivtrafik"]);
        var page = await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/");
        page.Says("<html lang=\"sv\">");
        page.Says("<title>Bussen går | Bänk nio | Älvposten</title>");
        page.Says("<link rel=\"canonical\" href=\"https://bloggar.example/bank-nio/2020/02/20/bussen-gar/\">");
        page.Says("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/bank-nio/2020/02/20/bussen-gar/feed/\"");
        page.Says("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/bank-nio/feed/atom/\"");
        page.Says("<meta property=\"og:type\" content=\"article\">");
        page.Says("\"datePublished\":\"2020-02-20T12:00:00+01:00\"".Replace("+", "\\u002B", StringComparison.Ordinal));
        page.Says("<time class=\"dt-published\" datetime=\"2020-02-20T12:00:00+01:00\">20 februari 2020</time>");
        page.Says("href=\"/bank-nio/tag/umea/\">Umeå</a>");
        page.Says("href=\"/bank-nio/category/kollektivtrafik/\">Kollektivtrafik</a>");
        page.Says("href=\"/bank-nio/author/disa-holm/\">Disa Holm</a>");
        page.Says("Bli först att kommentera");
    }

    [Fact]
    public async Task Without_a_date_no_date_is_said_anywhere()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Utan datum", Feb, precision: PublishedPrecision.Unknown);
        foreach (var path in new[] { "/bank-nio/odaterat/utan-datum/", "/bank-nio/", "/bank-nio/odaterat/", "/" })
        {
            var page = await site.BodyAsync(path);
            page.Says("<span class=\"undated\">odaterat</span>");
            page.SaysNot("2020");
            page.SaysNot("datePublished");
            page.SaysNot("article:published_time");
        }
    }

    [Fact]
    public async Task A_headline_with_markup_in_it_is_text_everywhere()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync(name: "Älv & \"Post\" <b>");
        var blog = await site.BlogAsync(network, title: "<i>Bänk</i> & co");
        await site.PostAsync(blog, "Vi säger </script><script>alert('\"nej\"')</script> & tack", Feb, "<p>Hej.</p>", tags: ["<u>tagg</u>"]);
        foreach (var path in new[] { "/", "/bank-nio/", "/bank-nio/2020/02/", "/-/blogs", "/bank-nio/tag/u-tagg-u/", "/bank-nio/vi-sager-script-script-alert-nej-script-tack/" })
        {
            using var response = await site.AskAsync(path);
            var page = await site.BodyAsync(response.Headers.Location?.ToString() ?? path);
            page.SaysNot("alert('");
            page.SaysNot("<script>");
            page.SaysNot("<i>Bänk");
            page.SaysNot("<u>tagg");
            page.SaysNot("Post\" <b>");
        }
    }

    [Fact]
    public async Task Comments_whose_texts_are_lost_are_counted_and_owned_up_to()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = await site.PostAsync(blog, "Bussen går", Feb);
        await site.WithDbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.ImportedCommentCount, 5)));
        var page = await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/");
        page.Says("#comments\">5 kommentarer</a>");
        page.Says("5 kommentarer fanns på den gamla sidan; texterna finns inte bevarade.");
        page.Says("Ta upp tråden");
        page.SaysNot("Bli först");
        (await site.BodyAsync("/bank-nio/")).Says("#comments\">5 kommentarer</a>");
    }

    [Fact]
    public async Task Comments_stand_below_what_they_answer_and_deep_ones_name_whom()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = await site.PostAsync(blog, "Bussen går", Feb);
        await site.WithDbAsync(async db =>
        {
            (long Id, long TopId)? parent = null;
            string[] names = ["Ett", "Två", "Tre", "Fyra", "Fem"];
            for (var i = 0; i < names.Length; i++)
            {
                var comment = Comment.Imported(post.Id, Regime.Open, names[i], $"<p>Svar {i}</p>", Feb.AddHours(i), PublishedPrecision.Exact, 660 + i);
                comment.Answer(parent);
                db.Add(comment);
                await db.SaveChangesAsync();
                parent = (comment.Id, comment.TopId);
            }

            await db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.CommentCount, 5));
            await CommentTally.CountAnswersAsync(db, db.Comments, TestContext.Current.CancellationToken);
        });
        var page = await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/");
        page.Says("id=\"comment-664\"");
        page.Says("svar till Tre");
        page.Says("svar till Fyra");
        page.SaysNot("svar till Två");
        page.Says("20 februari 2020 kl. 12.00");
        Assert.Equal(2, FormsOnPages.Parsed(page).QuerySelectorAll("article + ol").Length);
    }

    [Fact]
    public void A_circle_of_answers_shows_everybody_once()
    {
        var rows = Enumerable.Range(1, 4).Select(i => new ThreadRow(i, (i % 3) + 1, null, $"N{i}", "", Feb, PublishedPrecision.Exact)).ToList();
        var names = new List<string>();
        Collect(CommentThread.Arrange(rows));
        Assert.Equal(["N1", "N2", "N3", "N4"], names.Order(StringComparer.Ordinal));

        void Collect(List<ThreadedComment> level) => level.ForEach(c =>
        {
            names.Add(c.Author);
            Collect(c.Answers);
        });
    }

    [Fact]
    public async Task A_post_that_nobody_changed_since_says_of_no_change_to_machines()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = await site.PostAsync(blog, "Bussen går", Feb);
        (await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/")).SaysNot("dateModified");
        site.Clock.Now = site.Clock.Now.AddHours(1);
        await site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == post.Id)).Complete("<p>Bussen går igen.</p>", "Bussen går igen.", null, site.Clock.Now);
            await db.SaveChangesAsync();
        });
        (await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/")).Says("dateModified");
    }

    [Fact]
    public async Task A_blog_of_several_people_is_nobodys_in_particular()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb);
        await JoinAsync("Disa Holm", Blogs.BlogRole.Owner);
        (await site.BodyAsync("/-/blogs")).Says("<p>Disa Holm</p>");
        await JoinAsync("Bo Ek", Blogs.BlogRole.Contributor);
        (await site.BodyAsync("/-/blogs")).Says("<p>Disa Holm</p>");
        await JoinAsync("Ada Sjö", Blogs.BlogRole.Author);
        (await site.BodyAsync("/-/blogs")).SaysNot("<p>Disa Holm</p>");

        async Task JoinAsync(string name, Blogs.BlogRole role)
        {
            var person = await site.AuthorAsync(name);
            await site.WithDbAsync(async db =>
            {
                db.Add(new Blogs.BlogMember(blog.Id, person.Id, role, site.Clock.Now));
                db.Tell(new Blogs.BlogChanged(await db.Blogs.SingleAsync(b => b.Id == blog.Id)));
                await db.SaveChangesAsync();
            });
        }
    }

    [Fact]
    public async Task A_like_shows_on_the_next_read_of_every_page_that_counts_it()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var post = await site.PostAsync(blog, "Bussen går", Feb, tags: ["Buss"]);
        string[] pages = ["/", "/bank-nio/", "/bank-nio/2020/02/20/bussen-gar/", "/bank-nio/2020/02/", "/bank-nio/tag/buss/"];
        foreach (var path in pages)
        {
            (await site.BodyAsync(path)).SaysNot("12&#xA0;345");
        }

        (await site.BodyAsync("/-/liked")).SaysNot("den här veckan</span>");

        await site.WithDbAsync(db => db.InTransactionAsync(
            async () =>
            {
                db.Add(new Like(new Likeable(network.Id, post.Id), new byte[16], site.Clock.Now));
                await db.SaveChangesAsync();
                await db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.LikeCount, 12_345));
                db.Tell(new LikesChanged(new Likeable(network.Id, post.Id)));
            },
            TestContext.Current.CancellationToken));
        foreach (var path in pages)
        {
            (await site.BodyAsync(path)).Says("12&#xA0;345");
        }

        (await site.BodyAsync("/-/liked")).Says("1 gillar den här veckan</span>");
    }

    [Fact]
    public async Task A_post_in_another_language_says_so_and_speaks_it()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var author = await site.AuthorAsync();
        await site.PostAsync(blog, "På svenska", Feb);
        await site.WithDbAsync(db =>
        {
            var post = Post.Draft(blog, author.Id, new PostText("the-bus", "The bus", "<p>It runs.</p>", "It runs.") { Language = "en" }, Feb);
            post.Publish(Feb, PublishedPrecision.Exact, Feb);
            db.Add(post);
            return db.SaveChangesAsync();
        });
        foreach (var path in new[] { "/bank-nio/2020/02/20/the-bus/", "/bank-nio/" })
        {
            var page = await site.BodyAsync(path);
            page.Says("<html lang=\"sv\">");
            page.Says("lang=\"en\">");
            page.Says("20 February 2020</time>");
            page.Says("Be the first to comment");
            page.Says("Arkiv");
        }
    }

    [Fact]
    public async Task The_same_bytes_are_for_everybody()
    {
        await using var site = await Site.StartAsync(("Spalt:PageCache:Enabled", "false"));
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb);
        foreach (var path in new[] { "/", "/bank-nio/", "/bank-nio/2020/02/20/bussen-gar/" })
        {
            using var anonymous = await site.SendAsync(HttpMethod.Get, path);
            using var somebody = await site.SendAsync(HttpMethod.Get, path, cookie: "session=disa; name=Disa");
            Assert.Equal(
                await anonymous.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
                await somebody.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.False(somebody.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Neighbours_are_linked_and_the_rest_of_the_blog_offered()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        for (var i = 1; i <= 7; i++)
        {
            await site.PostAsync(blog, $"Nummer {i}", Feb.AddDays(i / 2));
        }

        var page = await site.BodyAsync("/bank-nio/2020/02/21/nummer-3/");
        page.Says("<a rel=\"prev\" href=\"/bank-nio/2020/02/21/nummer-2/\">");
        page.Says("<a rel=\"next\" href=\"/bank-nio/2020/02/22/nummer-4/\">");
        page.Says("Fler inlägg i bloggen");
        Assert.Equal(1, page.Split("href=\"/bank-nio/2020/02/23/nummer-7/\"").Length - 1);
    }
}
