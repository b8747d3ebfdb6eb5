package example;

import com.pulumi.Pulumi;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.stytch.ConnectedApp;
import com.pulumi.stytch.ConnectedAppArgs;
import com.pulumi.stytch.Provider;
import com.pulumi.stytch.ProviderArgs;
import com.pulumi.stytch.enums.ClientType;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var config = ctx.config();
            var partners = new Provider("partners", ProviderArgs.builder()
                .projectId(config.require("partnersProjectId"))
                .secret(config.requireSecret("partnersSecret"))
                .build());

            new ConnectedApp("own", ConnectedAppArgs.builder()
                .clientType(ClientType.FirstParty)
                .build());
            new ConnectedApp("partner", ConnectedAppArgs.builder()
                .clientType(ClientType.ThirdParty)
                .build(), CustomResourceOptions.builder()
                .provider(partners)
                .build());
        });
    }
}
