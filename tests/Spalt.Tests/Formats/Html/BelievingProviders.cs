using System.Text;
using System.Text.Json;
using Spalt.Formats.Html.Embeds;

namespace Spalt.Tests.Formats.Html;

public sealed class BelievingProviders
{
    private static OEmbedAnswer? Read(object answer) => OEmbedAnswer.Read(JsonSerializer.SerializeToUtf8Bytes(answer), ["spelare.example"]);

    [Fact]
    public void Keeps_a_title_and_the_address_of_the_frame()
    {
        var answer = Read(new { type = "video", title = "  Isen\n går ", width = 640, height = 360, html = " <iframe src=\"https://spelare.example/v/1?a=1&amp;b=2\" onload=\"x()\" width=640></iframe>\n", thumbnail_url = "https://x.example/" });
        Assert.Equal(new OEmbedAnswer("Isen går", "https://spelare.example/v/1?a=1&b=2", EmbedShape.Wide), answer);
    }

    [Theory]
    [InlineData("<iframe src='https://andra.example/v/1'></iframe>")]
    [InlineData("<iframe src='http://spelare.example/v/1'></iframe>")]
    [InlineData("<iframe src='https://spelare.example:8443/v/1'></iframe>")]
    [InlineData("<iframe src='https://a@spelare.example/v/1'></iframe>")]
    [InlineData("<iframe src='//spelare.example/v/1'></iframe>")]
    [InlineData("<iframe src='javascript:alert(1)'></iframe>")]
    [InlineData("<iframe srcdoc='x'></iframe>")]
    [InlineData("<iframe src='https://spelare.example/1'></iframe><iframe src='https://spelare.example/2'></iframe>")]
    [InlineData("<iframe src='https://spelare.example/1'></iframe><script>1</script>")]
    [InlineData("<div><iframe src='https://spelare.example/1'></iframe></div>")]
    [InlineData("<p>https://spelare.example/1</p>")]
    [InlineData("")]
    public void Believes_no_html_but_one_frame_of_a_host_that_is_allowed(string html)
    {
        var answer = Read(new { type = "rich", title = "Ord", html });
        Assert.Equal(("Ord", null), (answer?.Title, answer?.Frame));
    }

    [Theory]
    [InlineData(16, 9, EmbedShape.Wide)]
    [InlineData(4, 3, EmbedShape.Standard)]
    [InlineData(1, 1, EmbedShape.Square)]
    [InlineData(9, 16, EmbedShape.Tall)]
    public void Keeps_about_the_room_that_a_film_wants(int width, int height, EmbedShape shape) => Assert.Equal(shape, Read(new { type = "video", width, height })?.Shape);

    [Fact]
    public void Keeps_little_room_for_sound_and_much_for_what_says_nothing()
    {
        Assert.Equal(EmbedShape.Low, Read(new { type = "rich", width = "100%", height = 152 })?.Shape);
        Assert.Equal(EmbedShape.Post, Read(new { type = "rich", width = "100%", height = "auto" })?.Shape);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    [InlineData("{\"title\":")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    [InlineData("<oembed/>")]
    public void Is_not_answered_by_what_is_no_object(string json) => Assert.Null(OEmbedAnswer.Read(Encoding.UTF8.GetBytes(json), []));

    [Fact]
    public void Takes_a_title_of_another_kind_for_none() => Assert.Equal(new OEmbedAnswer(null, null, EmbedShape.Post), Read(new { title = new[] { "x" }, html = 1, type = 2 }));
}
