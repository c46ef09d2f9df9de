namespace Spalt.Browser;

public sealed class UsingEveryPage(Chromium chromium, DemoSite demo)
{
    [Theory]
    [MemberData(nameof(EveryPage.Kinds), MemberType = typeof(EveryPage))]
    public async Task Is_open_to_everybody_by_WCAG_on_a_telephone_by_day_and_at_the_desk_by_night(string kind, string path, int status)
    {
        // A colour that is still on its way from day to night is neither.
        await using var reader = await chromium.ReaderAsync(demo.Site, o => o.ReducedMotion = ReducedMotion.Reduce);
        path = await demo.AddressAsync(reader, path);
        await reader.OpenAsync(path, status);
        var wcag = new Wcag();
        await wcag.LookAsync(reader.Page, kind);
        wcag.AssertNothingFound();
        await reader.AssertNothingWrongAsync();
    }
}
