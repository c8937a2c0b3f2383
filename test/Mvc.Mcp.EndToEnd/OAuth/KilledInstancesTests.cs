using System.Net;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>No process sees two steps of one sign-in, because each is killed after its step.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class KilledInstancesTests(KilledInstances shop) : IClassFixture<KilledInstances>
{
    [Fact]
    public async Task A_sign_in_goes_on_when_the_instance_that_answered_is_killed_between_each_two_steps()
    {
        using var user = new ScriptedUser();
        await using var client = new DotNetSdkSignIn();

        await client.ConnectAsync(new Uri(shop.Origin, "/mcp"), user);
        shop.Killed.Should().Equal("/oauth/register", "/oauth/authorize", "/Account/Login", "/Account/Login", "/oauth/sign-in", "/oauth/consent", "/oauth/token");
        (await client.CallAsync("list_products")).Should().Contain("price");

        await shop.KillAsync("call");
        var old = await client.GetKeptAsync();
        client.SpoilAccessToken();
        (await client.CallAsync("list_products")).Should().Contain("price");
        shop.Killed.Last().Should().Be("/oauth/token", "the second token came from the refresh token");

        // What is used up or revoked is known to whichever process comes next.
        var kept = await client.GetKeptAsync();
        (await PostAsync("/oauth/revoke", ("client_id", kept.ClientId), ("token", kept.RefreshToken))).Should().Be(HttpStatusCode.OK);
        (await CallAsync(kept.AccessToken)).Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(old.AccessToken)).Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync("/oauth/token", ("client_id", kept.ClientId), ("grant_type", "refresh_token"), ("refresh_token", kept.RefreshToken)))
            .Should().Be(HttpStatusCode.BadRequest);
    }

    private async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(shop.Origin, path), new FormUrlEncodedContent(form.ToDictionary(f => f.Name, f => f.Value)));
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> CallAsync(string token)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        using var response = await http.PostAsync(new Uri(shop.Origin, "/mcp"), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        return response.StatusCode;
    }
}
