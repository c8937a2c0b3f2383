using System.Security.Claims;
using Mvc.Mcp.Execution.InProcess;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>A principal or an identity of the application's own class keeps nothing that a call adds to it, and stays what it is.</summary>
public class OwnPrincipalTests
{
    [Fact]
    public void What_is_added_to_the_copy_is_not_the_originals()
    {
        var user = new Customer(new Account([new Claim(ClaimTypes.Name, "ann")]), "gold");

        var copy = (Customer)UserCopy.Of(user);
        copy.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.Role, "admin")]));
        ((ClaimsIdentity)copy.Identity!).AddClaim(new Claim(ClaimTypes.Role, "root"));

        copy.IsInRole("root").Should().BeTrue();
        user.IsInRole("admin").Should().BeFalse();
        user.IsInRole("root").Should().BeFalse();
        user.Identities.Should().ContainSingle();
    }

    [Fact]
    public void The_copy_is_what_the_original_is()
    {
        var user = new Customer(new Account([new Claim(ClaimTypes.Name, "ann")]), "gold");

        var copy = UserCopy.Of(user);

        copy.Should().BeOfType<Customer>().Which.Tier.Should().Be("gold");
        copy.Identity.Should().BeOfType<Account>().Which.Name.Should().Be("ann");
        copy.Claims.Should().OnlyContain(claim => claim.Subject == copy.Identity);
        copy.Identity.Should().NotBeSameAs(user.Identity);
    }

    [Fact]
    public void A_class_that_copies_itself_does()
    {
        UserCopy.Of(new Copying(new ClaimsIdentity())).Should().BeOfType<Copying>().Which.Copies.Should().Be(1);
    }

    private sealed class Customer(Account account, string tier) : ClaimsPrincipal(account)
    {
        public string Tier => tier;
    }

    private sealed class Account(IEnumerable<Claim> claims) : ClaimsIdentity(claims, "Own");

    private sealed class Copying(ClaimsIdentity identity, int copies = 0) : ClaimsPrincipal(identity)
    {
        public int Copies => copies;

        public override ClaimsPrincipal Clone() => new Copying(new ClaimsIdentity(Identity), copies + 1);
    }
}
