using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Web.PageCache;

public class BoundingTheMemory
{
    private const int MostBytes = 200_000;

    [Fact]
    public async Task Pages_beyond_the_bound_push_out_those_that_nobody_reads()
    {
        await using var site = await WithPagesAsync(2000);
        await site.GetAsync("/-/prov/kär");
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/-/prov/kär"));
        var frozen = site.Services.GetRequiredService<FrozenPages>();
        for (var i = 0; i < 200; i++)
        {
            await site.GetAsync($"/-/prov/{i}");
            Assert.InRange(frozen.Bytes, 1, MostBytes);
        }

        Assert.InRange(frozen.Count, 10, 100);
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/-/prov/199"));
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/-/prov/kär"));
        Assert.Equal("spalt; fwd=miss; stored", await site.CacheStatusAsync("/-/prov/0"));
    }

    [Fact]
    public async Task A_page_too_big_for_the_cache_is_served_without_it()
    {
        await using var site = await WithPagesAsync(50_000);
        var frozen = site.Services.GetRequiredService<FrozenPages>();
        using (var response = await site.AskAsync("/-/prov/stor"))
        {
            Assert.Equal(100_000, (await response.TextAsync()).Length);
        }

        Assert.Equal((0, 0), (frozen.Count, frozen.Bytes));
    }

    [Fact]
    public async Task What_is_not_there_takes_no_room()
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        await site.GetAsync("/bank-nio/");
        var frozen = site.Services.GetRequiredService<FrozenPages>();
        var before = (frozen.Count, frozen.Bytes);
        foreach (var path in Enumerable.Range(0, 300).Select(i => $"/bank-nio/{i}/finns-inte/").Append("/" + new string('x', 7000)).Append("/%00/").Append("/bank-nio/%2e%2e/%2F/"))
        {
            using var response = await site.AskAsync(path);
            Assert.InRange((int)response.StatusCode, 400, 410);
        }

        Assert.Equal(before, (frozen.Count, frozen.Bytes));
    }

    [Theory]
    [InlineData("/%62ank-nio/")]
    [InlineData("/BANK-NIO/")]
    [InlineData("/bank-nio")]
    public async Task Other_spellings_of_an_address_make_no_other_page(string path)
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        await site.GetAsync("/bank-nio/");
        var frozen = site.Services.GetRequiredService<FrozenPages>();
        var before = frozen.Count;
        using var response = await site.AskAsync(path);
        Assert.Equal(before, frozen.Count);
    }

    private static async Task<Site> WithPagesAsync(int bytes)
    {
        RequestDelegate page = context =>
        {
            context.Freeze("blog:1");
            return context.Response.WriteAsync(Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes)));
        };
        var pages = new TestPages().With("/-/prov/*", page);
        var site = await Site.StartAsync(pages.AddTo, ("Spalt:PageCache:MostBytes", "200000"));
        await site.NetworkAsync();
        return site;
    }
}
