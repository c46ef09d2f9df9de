using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.WebEncoders;
using Spalt.Audit;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Embeds;
using Spalt.Feeds;
using Spalt.Headlines;
using Spalt.History;
using Spalt.Accounts;
using Spalt.Jobs;
using Spalt.Likes;
using Spalt.Media;
using Spalt.Managing;
using Spalt.Members;
using Spalt.MyData;
using Spalt.Networks;
using Spalt.Operations;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Reading;
using Spalt.Statistics;
using Spalt.Store;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;
using Spalt.Writing;

namespace Spalt.Web;

/// <summary>The web server, for <c>spalt serve</c> and for the tests.</summary>
public static class Server
{
    /// <summary>Bytes of the longest request body: a form of text. Uploads state their own.</summary>
    private const long LongestBody = 256 * 1024;

    /// <summary>Bytes a second that a client must read: a tenth of what the slowest telephone network brings, and no way to hold a page for hours.</summary>
    private const int SlowestReading = 1024;

    /// <summary>Each costs some memory, busy or not.</summary>
    private const int MostConnections = 10_000;

    /// <summary>The server with its services; <see cref="UseSpalt"/> gives it its pages.</summary>
    public static WebApplication Build(Installation installation, string? urls = null, Action<IServiceCollection>? also = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(installation.Configuration);

        // The host would open an activity and a log scope for each request, frozen pages included.
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)

            // What they would say comes as an exception too, and is told once, in a line.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)

            // That keys lie in the database as they are: so does everything that they protect.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.WebHost.UseUrls(urls ?? "http://localhost:5080").UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            sockets.IOQueueCount = Environment.ProcessorCount;

            // Costs an idle connection 4 KB, and saves each request a system call.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        }).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MinResponseDataRate = new MinDataRate(SlowestReading, gracePeriod: TimeSpan.FromSeconds(20));
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddSpalt(installation);
        builder.Services.AddPages(installation);
        builder.Services.AddHostedService<ThawListener>().AddHostedService<JobRunner>().AddHostedService<Telemetry>();
        also?.Invoke(builder.Services);

        return builder.Build();
    }

    /// <summary>What a request passes through.</summary>
    public static void UseSpalt(this WebApplication app)
    {
        app.UseMiddleware<ErrorPages>();
        var feeds = app.Services.GetRequiredService<FeedReaders>();
        app.Use(feeds.SeeAsync);
        app.UseMiddleware<PageCacheMiddleware>();
        app.UseTrustedProxies(app.Services.GetRequiredService<Installation>().Configuration);
        app.UseSecurityHeaders();
        ErrorPages.FillEmpty(app);
        app.UseOriginCheck();
        app.UseNetwork();
        app.UseBlogHosts();
        app.UseClosedBlogs();
        app.UseFeedQueryRedirect();
        app.UseVidQuery();
        app.UseRouting();
        app.UseRateLimiter();

        // Said here, or the builder puts both before the page cache.
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapSignOut();
        app.MapPasskeys();
        app.MapStart();
        app.MapProvider();
        app.MapFeeds();
        app.MapSitemaps();
        app.MapLikes();
        app.MapFormTimes();
        app.MapComments();
        app.MapReads();
        app.MapWriting();
        app.MapHealth();
        app.MapAssets();
        app.MapTheme();
        app.MapLook();
        app.MapMedia();
        app.MapPictures();
        app.MapAuditLog();
    }

    private static IServiceCollection AddPages(this IServiceCollection services, Installation installation)
    {
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/";
            pages.Conventions.AddReadingRoutes();
            pages.Conventions.AllowAnonymousToFolder("/Reading").AllowAnonymousToFolder("/Likes").AllowAnonymousToFolder("/Comments").AllowAnonymousToFolder("/History")
                .AllowAnonymousToPage("/Moderation/Cases/Report").AllowAnonymousToPage("/Moderation/Cases/NoticePage").AllowAnonymousToPage("/Moderation/Cases/Statement").AllowAnonymousToPage("/Moderation/Replies/AskToReply").AllowAnonymousToPage("/Moderation/Replies/ReplyCase").AllowAnonymousToFolder("/Moderation/Openness");

#pragma warning disable S4502 // OriginCheck guards every form, so that a frozen page can hold one.
            pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
#pragma warning restore S4502
            pages.Conventions.ConfigureFilter(new OnlyHandledMethods());
        }).AddApplicationPart(typeof(Server).Assembly).AddMvcOptions(mvc =>
        {
            // Pages take what they need from the address; a form is read by whoever asks for one, never before a page is shown.
            mvc.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
            mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            mvc.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        });

        services.AddSingleton<IHttpResponseStreamWriterFactory, PageWriters>().AddSingleton<ITempDataProvider, NoTempData>();

        // å, ä and ö as themselves: UTF-8 needs no entities for them.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(PageCacheOptions.Of(installation.Configuration));
        services.AddSingleton<Outage>().AddSingleton<Hosts>().AddSingleton(all =>
        {
            // Who hears of a thaw first must be the hosts: a page that has thawed may be rendered at once, and shows its network's face.
            all.GetRequiredService<Hosts>();
            return ActivatorUtilities.CreateInstance<FrozenPages>(all);
        });
        services.AddSingleton<SitemapOptions>();
        services.AddSingleton<JobKinds>().AddSingleton<Schedule>().AddJob<PublishDuePost>();
        services.AddRecurringJob<ForgetThaws>(TimeSpan.FromMinutes(10));
        services.AddRecurringJob<FindDueFeeds>(TimeSpan.FromSeconds(10)).AddJob<ReadHeadlines>();
        services.AddEmbeds().AddPictures().AddRecurringJob<SweepMedia>(TimeSpan.FromDays(1));
        services.AddLikes().AddStatistics().AddRecurringJob<ForgetReferrers>(TimeSpan.FromDays(1));
        services.AddSignIn().AddProvider(installation.Configuration).AddMembers().AddWriting().AddMyData().AddComments().AddScoped<Merging>();

        // Keys are read when somebody signs in, not at every start; and to look for controllers, of which there are none, loads every type of the program.
        services.Remove(services.Single(s => s.ImplementationType?.Name is "DataProtectionHostedService"));
        services.Remove(services.Single(s => s.ImplementationType?.Name is "ControllerActionDescriptorProvider"));
        return services;
    }
}
