package program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.stytch.ConnectedApp;
import com.pulumi.stytch.ConnectedAppArgs;
import com.pulumi.stytch.StytchFunctions;
import com.pulumi.stytch.enums.ClientType;
import com.pulumi.stytch.inputs.GetConnectedAppArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::program);
    }

    private static void program(Context context) {
        var config = context.config();
        var web = new ConnectedApp("web", ConnectedAppArgs.builder()
            .clientType(ClientType.FirstParty)
            .redirectUrls("https://app.example.com/callback", "https://app.example.com/second")
            .accessTokenTemplateContent(Map.of("plan", "{{ user.trusted_metadata.plan }}"))
            .secretVersion(config.get("secretVersion").orElse(""))
            .nextSecretVersion(config.get("nextSecretVersion").orElse(""))
            .build());
        var partner = new ConnectedApp("partner", ConnectedAppArgs.builder()
            .clientType(ClientType.ThirdParty)
            .clientName("Partner")
            .redirectUrls("https://partner.example/callback")
            .build());
        var found = StytchFunctions.getConnectedApp(GetConnectedAppArgs.builder()
            .clientId(partner.clientId())
            .build());
        context.export("clientId", web.clientId());
        context.export("clientSecret", web.clientSecret());
        context.export("nextClientSecret", web.nextClientSecret());
        context.export("partnerName", found.applyValue(result -> result.clientName()));
    }
}
