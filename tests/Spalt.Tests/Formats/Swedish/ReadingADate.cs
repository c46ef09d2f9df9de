using Spalt.Formats.Swedish;

namespace Spalt.Tests.Formats.Swedish;

public class ReadingADate
{
    [Theory]
    [InlineData("20 februari 2020", "2020-02-20")]
    [InlineData("den 3 mars 2019 kl. 08:15", "2019-03-03T08:15:00")]
    [InlineData("Torsdag den 20 februari 2020 klockan 8", "2020-02-20T08:00:00")]
    [InlineData("20 feb. 2020, 14.05", "2020-02-20T14:05:00")]
    [InlineData("20:e februari 2020", "2020-02-20")]
    [InlineData("1 MAJ 2018", "2018-05-01")]
    [InlineData("februari 2020", "2020-02")]
    [InlineData("February, 2020", "2020-02")]
    [InlineData("2020", "2020")]
    [InlineData("2020-02", "2020-02")]
    [InlineData("20200220", "2020-02-20")]
    [InlineData("2020-02-20", "2020-02-20")]
    [InlineData("2020-02-20 14:05", "2020-02-20T14:05:00")]
    [InlineData("2020-02-20T14:05:09.250+01:00", "2020-02-20T14:05:09+01:00")]
    [InlineData("2020-02-20T13:05:00Z", "2020-02-20T13:05:00+00:00")]
    [InlineData("2020-02-20T14:05-0330", "2020-02-20T14:05:00-03:30")]
    [InlineData("Thu, 20 Feb 2020 14:05:00 GMT", "2020-02-20T14:05:00+00:00")]
    [InlineData("Feb 20, 2020", "2020-02-20")]
    [InlineData("February 20th, 2020 at 2:05 pm", "2020-02-20T14:05:00")]
    [InlineData("February 20, 2020 @ 12:05 a.m.", "2020-02-20T00:05:00")]
    [InlineData("the 3rd of March 2019", "2019-03-03")]
    [InlineData("20/2 2020", "2020-02-20")]
    [InlineData("20/2/2020", "2020-02-20")]
    [InlineData("2/20/2020", "2020-02-20")]
    [InlineData("20.2.2020", "2020-02-20")]
    [InlineData("2020/02/20", "2020-02-20")]
    [InlineData("20 februari 2020 kl. 25:10", "")]
    [InlineData("3/4/2020", "")]
    [InlineData("30 februari 2020", "")]
    [InlineData("20 februari", "")]
    [InlineData("i går", "")]
    [InlineData("igår kl. 14", "")]
    [InlineData("20 februari 2020 var en torsdag", "")]
    [InlineData("99999999999999999999", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Gives_as_much_as_is_certain(string? text, string expected) => Assert.Equal(expected, WrittenDate.Parse(text).ToString());

    [Fact]
    public void Finds_the_date_in_a_sentence()
    {
        const string text = "Publicerad torsdag den 20 februari 2020 kl. 14.05 av Bo";
        Assert.True(WrittenDate.TryFind(text, out PartialDate date, out Range place));
        Assert.Equal(("2020-02-20T14:05:00", "torsdag den 20 februari 2020 kl. 14.05"), (date.ToString(), text[place]));
    }
}
