using Spalt.Formats.Swedish;

namespace Spalt.Tests.Formats.Swedish;

public class StemmingWords
{
    /// <summary>The sample of the algorithm's description.</summary>
    [Theory]
    [InlineData("jakt jaktbössa jakten jakthund jaktkarl jaktkarlar jaktkarlarne jaktkarlens jaktlöjtnant jaktlöjtnanten jaktlöjtnantens", "jakt jaktböss jakt jakthund jaktkarl jaktkarl jaktkarl jaktkarl jaktlöjtnant jaktlöjtnant jaktlöjtnant")]
    [InlineData("jalusi jalusien jalusier jalusierna jamaika jamat jamrande jamt jande januari japanska jaquette jaquettekappa jargong", "jalusi jalusi jalusi jalusi jamaik jam jamr jamt jand januari japansk jaquet jaquettekapp jargong")]
    [InlineData("jasmin jasminen jasminer jasminhäck jaspis jaså javäl jazzvindens jcrn jcsus je jemföra jemföras jemförelse jemförelser", "jasmin jasmin jasmin jasminhäck jaspis jaså javäl jazzvind jcrn jcsus je jemför jemför jemför jemför")]
    [InlineData("klo kloaken klock klocka klockan klockans klockare klockaren klockarens klockarfar klockarn klockarsonen klockas klockkedjan", "klo kloak klock klock klockan klockan klock klock klock klockarf klockarn klockarson klock klockkedjan")]
    [InlineData("klocklikt klockor klockorna klockornas klockors klockringning kloekornas klok kloka klokare klokast klokaste kloke klokhet", "klocklik klock klock klock klockor klockringning kloek klok klok klok klok klok klok klok")]
    [InlineData("klokheten klokt kloliknande klor klorna kloroform kloster klostergården klosterlik klot klotb klotrund", "klok klokt klolikn klor klorn kloroform klost klostergård klosterlik klot klotb klotrund")]
    public void Takes_the_endings_off(string words, string stems) => Assert.Equal(stems, string.Join(' ', words.Split(' ').Select(SwedishStemmer.Stem)));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("öst")]
    [InlineData("at")]
    [InlineData("123")]
    [InlineData("åäö")]
    public void Leaves_what_has_none(string word) => Assert.Equal(word, SwedishStemmer.Stem(word));
}
