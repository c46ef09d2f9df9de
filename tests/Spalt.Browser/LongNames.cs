using Microsoft.EntityFrameworkCore;

namespace Spalt.Browser;

public sealed class LongNames(Chromium chromium)
{
    [Fact]
    public async Task A_portal_whose_name_is_one_long_word_is_no_wider_than_a_telephone()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Isen bär");
        await site.WithDbAsync(async db =>
        {
            (await db.Networks.SingleAsync(TestContext.Current.CancellationToken)).Rename("Kommunfullmäktigesammanträdesprotokollsjusteringsmannaersättningsförordningen");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await using var reader = await chromium.ReaderAsync(site, o => o.ViewportSize = new ViewportSize { Width = 390, Height = 844 });
        foreach (var path in (string[])["/", "/bank-nio/"])
        {
            await reader.OpenAsync(path);
            Assert.InRange(await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        }
    }
}
