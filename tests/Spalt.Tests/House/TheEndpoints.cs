using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Spalt.Tests.House;

public class TheEndpoints
{
    [Fact]
    public async Task All_say_who_may_use_them()
    {
        await using var site = await Site.StartAsync();
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null).Select(e => e.DisplayName));
    }
}
