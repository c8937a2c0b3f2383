using System.Net;
using System.Net.Sockets;
using Mvc.Mcp.OAuth.Proxy.Clients;

namespace Mvc.Mcp.OAuth.Tests.Clients;

/// <summary>A client's document is only ever fetched from the public internet.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2606:4700:4700::5efe:10.0.0.1")]
    [InlineData("2606:4700:4700::200:5efe:192.168.1.1")]
    [InlineData("64:ff9b:1::a00:1")]
    public void An_address_that_may_lead_inside_is_not_public(string address) =>
        PublicAddress.Is(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    public void An_address_of_the_internet_is_public(string address) =>
        PublicAddress.Is(IPAddress.Parse(address)).Should().BeTrue();

    [Fact]
    public async Task A_name_that_resolves_to_this_machine_is_not_dialled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var http = new HttpClient(PublicDialer.CreateHandler());

        foreach (var host in new[] { "localhost", "127.0.0.1", "[::ffff:127.0.0.1]" })
        {
            var fetch = () => http.GetAsync($"http://{host}:{port}/");
            (await fetch.Should().ThrowAsync<HttpRequestException>()).Which.ToString().Should().Contain("public internet");
        }
        listener.Pending().Should().BeFalse();
    }

    [Fact]
    public void Redirects_proxies_and_cookies_are_off()
    {
        using var handler = PublicDialer.CreateHandler();

        handler.AllowAutoRedirect.Should().BeFalse();
        handler.UseProxy.Should().BeFalse();
        handler.UseCookies.Should().BeFalse();
    }
}
