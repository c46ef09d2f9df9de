using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Spalt.Tests.Likes;

public class RefusingALike
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Takes_none_that_another_site_sends(string header, string value)
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        using var refused = await site.SendAsync($"/-/posts/{post.Id}/like", headers: (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(0, await site.CountAsync(post));
    }

    [Theory]
    [InlineData("like")]
    [InlineData("unlike")]
    public async Task Knows_only_posts_that_readers_of_the_network_can_see(string verb)
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var here = await site.NetworkAsync();
        var elsewhere = await site.NetworkAsync("andra.example", "Andra");
        var blog = await site.BlogAsync(here);
        var removed = await site.PostAsync(blog, "Borta");
        await site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == removed.Id, Cancel)).Remove(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        var foreign = await site.PostAsync(await site.BlogAsync(elsewhere, "annan"), "Någon annans");
        var seen = await site.PostAsync(blog, "Synlig");
        async Task<HttpResponseMessage> TryAsync(object id, string host, bool json) =>
            await site.SendAsync(string.Create(CultureInfo.InvariantCulture, $"/-/posts/{id}/{verb}"), json, headers: ("Host", host));

        foreach (var id in new[] { removed.Id, foreign.Id, 999_999, 0 })
        {
            using var problem = await TryAsync(id, "bloggar.example", json: true);
            await problem.ProblemAsync(404);
            using var page = await TryAsync(id, "bloggar.example", json: false);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            using var thanks = await site.AskAsync($"/-/posts/{id}/liked");
            Assert.Equal(HttpStatusCode.NotFound, thanks.StatusCode);
        }

        using var nowhere = await TryAsync(seen.Id, "nobody.example", json: true);
        await nowhere.ProblemAsync(404);
        using var words = await TryAsync("tolv", "bloggar.example", json: true);
        Assert.InRange((int)words.StatusCode, 400, 499);
        Assert.False(await site.WithDbAsync(db => db.Likes.AnyAsync(Cancel)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/bank-nio/")]
    [InlineData("/-/posts/1/liked")]
    public async Task Takes_no_form_where_there_is_none(string path)
    {
        await using var site = await Site.StartAsync();
        await site.LikedPostAsync();
        using var refused = await site.SendAsync(path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
    }

    [Fact]
    public async Task Slows_down_an_address_that_likes_too_fast_and_no_other()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        var path = $"/-/posts/{post.Id}/like";
        async Task<(HttpResponseMessage Refused, int Taken)> UntilRefusedAsync(bool json)
        {
            for (var taken = 0; taken < 25; taken++)
            {
                var answer = await site.SendAsync(path, json, agent: $"Läsare/{json}/{taken}");
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    return (answer, taken);
                }

                answer.Dispose();
            }

            throw new InvalidOperationException("Nothing was refused.");
        }

        var (machine, liked) = await UntilRefusedAsync(json: true);
        using (machine)
        {
            Assert.True(liked >= 10);
            Assert.Equal("Det gick lite fort", (await machine.ProblemAsync(429)).GetProperty("title").GetString());
            Assert.InRange(machine.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
            Assert.Equal(5, await site.CountAsync(post)); // So many count from one address.
        }

        var (person, _) = await UntilRefusedAsync(json: false);
        using (person)
        {
            Assert.Equal("text/html", person.Content.Headers.ContentType?.MediaType);
            var html = await person.Content.ReadAsStringAsync(Cancel);
            Assert.Contains("<h1>Det gick lite fort</h1>", html, StringComparison.Ordinal);
            Assert.Contains("<html lang=\"sv\">", html, StringComparison.Ordinal);
        }

        using var other = await site.SendAsync(path, json: true, address: "203.0.113.99");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Believes_no_forwarded_address_but_a_trusted_proxys()
    {
        await using var site = await Site.StartAsync();
        var post = await site.LikedPostAsync();
        Assert.Equal("""{"likes":1,"liked":true}""", await site.LikeAsync(post));
        Assert.Equal("""{"likes":1,"liked":true}""", await site.LikeAsync(post, address: "203.0.113.99"));
    }

    [Fact]
    public async Task Believes_the_last_address_that_is_no_proxy_of_ours()
    {
        await using var site = await Site.StartAsync(("Spalt:TrustedProxies", "127.0.0.0/8,10.0.0.0/8"));
        var post = await site.LikedPostAsync();
        Assert.Equal("""{"likes":1,"liked":true}""", await site.LikeAsync(post, address: "1.1.1.1, 203.0.113.7, 10.1.2.3"));
        Assert.Equal("""{"likes":1,"liked":true}""", await site.LikeAsync(post, address: "2.2.2.2, 203.0.113.7"));
        Assert.Equal("""{"likes":2,"liked":true}""", await site.LikeAsync(post, address: "203.0.113.7, 203.0.113.8"));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/99")]
    public async Task Does_not_start_with_a_proxy_that_is_no_address(string proxies)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => Site.StartAsync(("Spalt:TrustedProxies", proxies)));
        Assert.Contains(proxies, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,två")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51")]
    public async Task Says_what_is_wrong_with_a_list(string posts)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using var refused = await site.AskAsync("/-/likes?posts=" + Uri.EscapeDataString(posts), json: true);
        await refused.ProblemAsync(400);
    }
}
